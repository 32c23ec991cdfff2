/** Drill 4: many watch while their lines come and go, to another node each time, and lose a part of what is told; some lose the right to it. */
import { newId } from "../../shared/ids.ts";
import { counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import type { PersonWish } from "../support/make-people.ts";
import type { NodeProcess } from "../support/node-process.ts";
import { serversLack } from "../support/two-nodes.ts";
import { crowd, embeddedGround, type Ground, twoNodes } from "./ground.ts";
import { comesTrue, insist, type Line, openLine, pause } from "./line.ts";
import { compare, type ThreadWatcher, watchThread } from "./reading.ts";
import { audit, furnish, Journal, write } from "./writers.ts";

interface Wishes {
  readers: number;
  moderators: number;
  writers: number;
  seconds: number;
  /** Of a gap, in seconds. */
  shortest: number;
  longest: number;
}
const sizes: Record<Size, Wishes> = {
  short: { readers: 24, moderators: 6, writers: 4, seconds: 8, shortest: 0.2, longest: 4 },
  long: { readers: 180, moderators: 20, writers: 10, seconds: 180, shortest: 1, longest: 120 },
};
/** An admin, moderators, and the others. */
const peopleOf = (size: Size): PersonWish[] =>
  crowd(1 + sizes[size].moderators + sizes[size].readers + sizes[size].writers).map((person, at) => ({
    ...person,
    role: at === 0 ? "admin" : at <= sizes[size].moderators ? "moderator" : "member",
  }));

async function comeAndGo(ground: Ground, size: Size, say: (line: string) => void): Promise<Figure[]> {
  const { readers, moderators, seconds, shortest, longest } = sizes[size];
  const { nodes, people } = ground;
  const anyNode = () => nodes[Math.floor(Math.random() * nodes.length)] as NodeProcess;
  const [admin, ...others] = (await Promise.all(people.map((person) => openLine(person, anyNode)))) as [
    Line,
    ...Line[],
  ];
  const staff = others.slice(0, moderators);
  const reading = others.slice(moderators, moderators + readers);
  const writing = others.slice(moderators + readers);

  const stage = await furnish(admin, 6);
  const closed = await furnish(admin, 1, 1, "staff");
  const watchers: ThreadWatcher[] = [];
  for (const [at, line] of [...staff, ...reading].entries()) {
    line.loses = 0.05;
    watchers.push(...[0, 1].map((step) => watchThread(line, stage.threadIds[(at + step) % 6] as string)));
  }
  const inside = staff.map((line) => watchThread(line, closed.threadIds[0] as string));
  await comesTrue(() => [...watchers, ...inside].every(({ watched }) => watched.state.value !== "connecting"));

  const journal = new Journal();
  const staffJournal = new Journal();
  let goesOn = true;
  const rhythm = { goesOn: () => goesOn, every: size === "short" ? 60 : 200 };
  const all = [
    ...writing.map((line, number) => write(line, stage, journal, { number, ...rhythm })),
    write(admin, closed, staffJournal, { number: 99, ...rhythm }),
  ];
  let gaps = 0;
  // Short gaps are frequent, long ones rare.
  const coming = [...staff, ...reading].map(async (line) => {
    while (goesOn) {
      await pause(1000 * (shortest + 4 * Math.random()));
      const gap = shortest + (longest - shortest) * Math.random() ** 3;
      if (!goesOn) break;
      await line.gate.refuse();
      gaps++;
      await pause(1000 * gap);
      await line.gate.mend();
    }
  });
  // Midway half of the moderators are none any more, wherever they are just now.
  await pause(500 * seconds);
  const former = inside.filter((_, at) => at % 2 === 0);
  for (const { line } of former)
    await insist(admin, "members.changeRole", { memberId: line.person.id, changeId: newId(), role: "member" });
  say(`${gaps} gaps, ${journal.acknowledged} writes acknowledged, ${former.length} have lost their right`);
  await pause(500 * seconds);
  goesOn = false;
  await Promise.all([...all, ...coming]);

  const isGone = ({ watched }: ThreadWatcher) =>
    watched.state.value === "gone" && watched.items("post").value.size === 0;
  await comesTrue(() => former.every(isGone), 60_000);
  const stays = inside.filter((watcher) => !former.includes(watcher));
  const figures = [
    counted("people who watch", staff.length + reading.length),
    counted("gaps", gaps),
    ...(await audit(admin, writing, stage, journal)),
    ...(await compare(admin, [...watchers, ...stays, ...former], 60_000)),
    mustBe("people who still have what they lost the right to", former.filter((one) => !isGone(one)).length, 0),
  ];
  await Promise.all([admin, ...others].map((line) => line.end()));
  return figures;
}

export const drills: Drill[] = [
  {
    name: "4 gaps, embedded",
    promise: "lines that come and go and lose a part of what is told: in the end everybody has what a fresh read says",
    async run(size, say) {
      const ground = await embeddedGround(peopleOf(size));
      try {
        return await comeAndGo(ground, size, say);
      } finally {
        await ground.stop();
      }
    },
  },
  {
    name: "4 gaps, two nodes",
    lacks: serversLack,
    promise: "the same, coming back to either node",
    async run(size, say) {
      const ground = await twoNodes(peopleOf(size));
      if ("unavailable" in ground) throw new Error(ground.unavailable);
      try {
        return await comeAndGo(ground, size, say);
      } finally {
        await ground.stop();
      }
    },
  },
];
