/** Drill 8, the second half: the disk is full for a while. Writes are refused in clear words, and go through by themselves again. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../client/live/refusal.ts";
import { newId } from "../../shared/ids.ts";
import { counted, type Drill, type Figure, mustBe } from "../support/drill.ts";
import { crowd, embeddedGround } from "./ground.ts";
import { comesTrue, insist, type Line, openLine, pause } from "./line.ts";
import { readPosts } from "./reading.ts";
import { faultsOfFile } from "./under-writers.ts";

/** A disk of its own for the data. Throws where one may not be mounted. */
function smallDisk(): { folder: string; gone: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "colloquy-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], { stdio: "ignore" });
  } catch (thrown) {
    rmSync(folder, { recursive: true });
    throw thrown;
  }
  return {
    folder,
    gone() {
      execFileSync("umount", ["-l", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Something else that takes all the room there is. */
function fillUp(folder: string): string {
  const filler = join(folder, "something-else");
  try {
    for (;;) appendFileSync(filler, Buffer.alloc(64 * 1024));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== "ENOSPC") throw thrown;
  }
  return filler;
}

async function fillAndEmpty(folder: string, times: number, say: (line: string) => void): Promise<Figure[]> {
  const ground = await embeddedGround(crowd(9), {}, folder);
  try {
    const lines = await Promise.all(ground.people.map((person) => openLine(person, () => ground.nodes[0] as never)));
    const [organiser, ...writers] = lines as [Line, ...Line[]];
    const [sectionId, threadId] = [newId(), newId()];
    await insist(organiser, "forum.createSection", { id: sectionId, slug: `s-${sectionId}`, title: "Practice" });
    const opening = { id: threadId, postId: newId(), sectionId, title: "A thread", body: "Its opening." };
    await insist(organiser, "forum.createThread", opening);
    const acknowledged = new Set<string>();
    const codes = new Map<string, number>();
    let goesOn = true;
    let waits = false;
    const writing = writers.map(async (line) => {
      while (goesOn) {
        const id = newId();
        const body = `${id} ${"word ".repeat(400)}`;
        try {
          await line.ask("forum.createPost", { id, threadId, body, language: "en" }, 8_000);
          acknowledged.add(id);
        } catch (thrown) {
          const code = thrown instanceof Refusal ? thrown.code : "no answer";
          codes.set(code, (codes.get(code) ?? 0) + 1);
        }
        await pause(waits ? 200 : 60);
      }
    });
    let readWhileFull = 0;
    let recovered = 0;
    for (let time = 0; time < times; time++) {
      const before = acknowledged.size;
      await comesTrue(() => acknowledged.size > before + 20);
      const filler = fillUp(folder);
      waits = true;
      await comesTrue(() => [...codes.values()].reduce((sum, one) => sum + one, 0) > 10 * (time + 1));
      // Reading goes on.
      if ((await insist(organiser, "forum.readThread", { threadId, page: 1 })).posts.length > 0) readWhileFull++;
      const refused = acknowledged.size;
      rmSync(filler);
      waits = false;
      if (await comesTrue(() => acknowledged.size > refused + 10)) recovered++;
      say(`full ${time + 1} times, ${acknowledged.size} acknowledged, refused: ${JSON.stringify([...codes])}`);
    }
    goesOn = false;
    await Promise.all(writing);
    const there = await readPosts(organiser, threadId);
    const ids = new Set(there.map(({ id }) => id));
    await Promise.all(lines.map((line) => line.end()));
    const answers = (ground.nodes[0]?.running ?? false) ? 0 : 1;
    await ground.nodes[0]?.kill();
    return [
      counted("times the disk was full", times),
      counted("writes acknowledged", acknowledged.size),
      ...Array.from(codes, ([code, count]) => counted(`refused with “${code}”`, count)),
      mustBe(
        "refused otherwise than with “unavailable”",
        [...codes].filter(([code]) => code !== "unavailable").length,
        0,
      ),
      mustBe("times that reading went on", readWhileFull, times),
      mustBe("times that writing went on by itself", recovered, times),
      mustBe("servers that ended", answers, 0),
      mustBe("acknowledged and lost", [...acknowledged].filter((id) => !ids.has(id)).length, 0),
      mustBe("there twice", there.length - ids.size, 0),
      mustBe("faults of the file by its integrity check", faultsOfFile(ground.dataDir), 0),
    ];
  } finally {
    await ground.stop();
  }
}

function diskLacks(): string | undefined {
  try {
    smallDisk().gone();
  } catch {
    return "no small disk can be mounted here (it takes root, and mount)";
  }
}

export const drills: Drill[] = [
  {
    name: "8 full disk, embedded",
    lacks: diskLacks,
    promise:
      "the disk is full: writes are refused in clear words, reading goes on, and once there is room it all goes on by itself",
    async run(size, say) {
      const disk = smallDisk();
      try {
        return await fillAndEmpty(disk.folder, size === "short" ? 1 : 5, say);
      } finally {
        disk.gone();
      }
    },
  },
];
