/**
 * A community of as many posts as one likes, for measuring and for moving about: threads, people, read marks, inboxes, counters,
 * written straight into a database, always the same. `node test/support/fill.ts --posts 100000 --data-dir DIR` does it by hand;
 * with MONGO_URL it is written there.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { databaseFile } from "../../server/database/connect.ts";
import { closeHouse, openHouse } from "../../server/house.ts";
import { readConfig } from "../../server/platform/config.ts";
import { type Filled, writeCommunity } from "./filled/write.ts";

export type { Filled } from "./filled/write.ts";

/** Raised whenever another community is written: kept ones are made anew. */
const form = 2;
const kept = fileURLToPath(new URL("../../node_modules/.cache/filled", import.meta.url));

/** Fills an empty database, in a process of its own: the file of a data folder, or what MONGO_URL in `env` names. */
export async function fill(posts: number, place: { dataDir: string; env?: Record<string, string> }): Promise<Filled> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(import.meta.url),
      "--posts",
      String(posts),
      "--data-dir",
      place.dataDir,
    ],
    {
      env: {
        ...process.env,
        MONGO_URL: "",
        REDIS_URL: "",
        PUBLIC_URL: "",
        LOG_LEVEL: "error",
        ...place.env,
        NODE_ENV: "test",
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const cutShort = () => child.kill("SIGKILL");
  process.once("exit", cutShort);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
  process.removeListener("exit", cutShort);
  if (code !== 0) throw new Error(`the community could not be written (${code})`);
  return JSON.parse(said) as Filled;
}

/** A data folder of one's own with a community of so many posts in the embedded engine's file; written once and copied from then on. */
export async function filledFolder(posts: number): Promise<{ dataDir: string; filled: Filled; remove(): void }> {
  const folder = join(kept, `${posts}-${form}`);
  if (!existsSync(join(folder, "filled.json"))) {
    const making = `${folder}-making-${process.pid}`;
    mkdirSync(making, { recursive: true });
    writeFileSync(join(making, "filled.json"), JSON.stringify(await fill(posts, { dataDir: making })));
    rmSync(folder, { recursive: true, force: true });
    renameSync(making, folder);
  }
  const filled = JSON.parse(readFileSync(join(folder, "filled.json"), "utf8")) as Filled;
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-filled-"));
  copyFileSync(join(folder, databaseFile), join(dataDir, databaseFile), constants.COPYFILE_FICLONE);
  return { dataDir, filled, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { posts: { type: "string", default: "10000" }, "data-dir": { type: "string" } },
  });
  await openHouse(readConfig({ ...process.env, ...(values["data-dir"] ? { DATA_DIR: values["data-dir"] } : {}) }));
  try {
    const filled = await writeCommunity(Number(values.posts));
    await closeHouse();
    process.stdout.write(JSON.stringify(filled));
  } catch (thrown) {
    // What a driver throws names every document.
    console.error(String(thrown).slice(0, 500));
    process.exit(1);
  }
}
