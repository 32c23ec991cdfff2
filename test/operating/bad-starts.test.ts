/** A start that cannot be good ends with one sentence that names the variable which mends it, and changes no file. */

import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { freePort } from "../support/free-port.ts";
import { NodeProcess } from "../support/node-process.ts";
import { filesIn, makeFolder, mayMount, sentenceOf, stackTrace, start, type Wish } from "./start.ts";

const { folder, remove } = makeFolder();
/** A database as a server leaves it. */
const good = join(folder, "good");
let other: Server;
let takenPort: string;

beforeAll(async () => {
  const node = new NodeProcess({ dataDir: good });
  await node.start();
  await node.stop();
  other = createServer().listen(0);
  takenPort = String((other.address() as { port: number }).port);
});
afterAll(() => {
  other.close();
  remove();
});

let places = 0;
/** A data folder of its own, with what `make` puts into it. */
function place(make: (dataDir: string) => void = () => {}): string {
  const dataDir = join(folder, `place-${++places}`);
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o777);
  make(dataDir);
  return dataDir;
}
const withDatabase = (dataDir: string) => cpSync(good, dataDir, { recursive: true });
const databaseIn = (dataDir: string) => join(dataDir, "colloquy.db");

/** One sentence, no insides, a code that says so, and every file of the data folder as it was. */
async function refuses(says: RegExp, wish: Wish, dataDir = place()): Promise<void> {
  const before = filesIn(dataDir);
  const ended = await start({ ...wish, env: { DATA_DIR: dataDir, ...wish.env } });
  expect(sentenceOf(ended)).toMatch(says);
  expect(ended.code).toBe(1);
  expect(sentenceOf(ended).split("\n")).toHaveLength(1);
  expect(ended.out + ended.err).not.toMatch(stackTrace);
  // A lock beside a database is empty, and nobody's data.
  const { "colloquy.db.lock": _lock, ...after } = filesIn(dataDir);
  const { "colloquy.db.lock": _former, ...former } = before;
  expect(after).toEqual(former);
}

const long = 60_000;

describe("what is written wrong", () => {
  const wrong: [string, RegExp, Wish][] = [
    ["an unknown flag", /^--emtpy is not known; did you mean --empty\?$/, { flags: ["--emtpy"] }],
    ["a port that is no number", /^PORT: must be a whole number from 0 to 65535$/, { env: { PORT: "http" } }],
    [
      "a MongoDB that is none",
      /^MONGO_URL: must begin with mongodb:\/\//,
      { env: { MONGO_URL: "postgres://localhost/x" } },
    ],
    ["a Redis without its scheme", /^REDIS_URL: must begin with redis:\/\//, { env: { REDIS_URL: "localhost:6379" } }],
    [
      "a Redis that nobody can read",
      /^REDIS_URL: cannot be read as an address/,
      { env: { REDIS_URL: "redis://:port:x" } },
    ],
    [
      "a public address with a path",
      /^PUBLIC_URL: must name a host alone/,
      { env: { PUBLIC_URL: "https://a.example/forum" } },
    ],
    [
      "a mail server that is a web page",
      /^SMTP_URL: must begin with smtp:\/\//,
      { env: { SMTP_URL: "https://mail.example" } },
    ],
    ["a short secret", /^SECRET: is too short or can be guessed/, { env: { SECRET: "secret" } }],
    [
      "a secret out of instructions",
      /^SECRET: is too short or can be guessed/,
      { env: { SECRET: "change-me-change-me-0123456789-abcdefgh" } },
    ],
    ["an unknown level of the log", /^LOG_LEVEL: must be one of trace, debug/, { env: { LOG_LEVEL: "loud" } }],
  ];
  test.each(wrong)("%s", (_what, says, wish) => refuses(says, wish), long);

  test(
    "several faults are all named",
    async () => {
      const ended = await start({ env: { NODE_ENV: "production", PORT: "-1" } });
      expect(ended.code).toBe(1);
      expect(ended.err.trim().split("\n")).toEqual([
        "Colloquy cannot start:",
        expect.stringMatching(/^ {2}PORT: must be 0 at least/),
        expect.stringMatching(/^ {2}SECRET: production needs one/),
        expect.stringMatching(/^ {2}PUBLIC_URL: production needs/),
      ]);
    },
    long,
  );
});

describe("what it stands on", () => {
  test(
    "a port that somebody has",
    () => refuses(/^PORT: another program has \d+ already/, { env: { PORT: takenPort } }),
    long,
  );
  test(
    "a port that this user may not open",
    async () => {
      const least = Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
      if (least < 2) return console.log("Not tried: on this machine anybody may open any port.");
      await refuses(/^PORT: this user may not open \d+; choose one from 1024 on/, {
        env: { PORT: String(least - 1) },
        powerless: true,
      });
    },
    long,
  );
  test(
    "an address that is not this machine's",
    () => refuses(/^HOST: 192\.0\.2\.1 is no address of this machine/, { env: { HOST: "192.0.2.1" } }),
    long,
  );
  test(
    "a Redis that is not there",
    async () => {
      const port = await freePort();
      await refuses(new RegExp(`^REDIS_URL: 127.0.0.1:${port} refuses the connection`), {
        env: { REDIS_URL: `redis://:pass@127.0.0.1:${port}` },
      });
    },
    long,
  );
  test(
    "another server at the same file",
    async () => {
      const node = new NodeProcess({ dataDir: place(withDatabase) });
      await node.start();
      const ended = await start({ env: { DATA_DIR: node.dataDir } });
      expect(await node.end("SIGTERM")).toBe(0);
      expect(ended.code).toBe(1);
      expect(sentenceOf(ended)).toMatch(/^DATA_DIR: .*colloquy\.db is open in another server/);
    },
    long,
  );
});

describe("the data folder", () => {
  test(
    "one that may not be written",
    () => {
      const dataDir = place((made) => chmodSync(made, 0o555));
      return refuses(/^DATA_DIR: .* may not be read and written by this user/, { powerless: true }, dataDir);
    },
    long,
  );
  test(
    "one that cannot be made",
    () => {
      const dataDir = place((made) => chmodSync(made, 0o555));
      return refuses(
        /^DATA_DIR: .* may not be read and written by this user/,
        { powerless: true, env: { DATA_DIR: join(dataDir, "below") } },
        dataDir,
      );
    },
    long,
  );
  test(
    "one that is a file",
    () => {
      const dataDir = place((made) => writeFileSync(join(made, "file"), "mine"));
      return refuses(/^DATA_DIR: .*file is no folder$/, { env: { DATA_DIR: join(dataDir, "file") } }, dataDir);
    },
    long,
  );
  test(
    "a database that may not be read",
    () => {
      const dataDir = place((made) => {
        copyFileSync(databaseIn(good), databaseIn(made));
        chmodSync(databaseIn(made), process.getuid?.() === 0 ? 0o600 : 0o000);
      });
      return process.getuid?.() === 0
        ? refuses(/^DATA_DIR: .*colloquy\.db may not be read and written/, { powerless: true }, dataDir)
        : start({ env: { DATA_DIR: dataDir } }).then((ended) =>
            expect(sentenceOf(ended)).toMatch(/may not be read and written/),
          );
    },
    long,
  );
  test(
    "one in the place of the database's file",
    () => {
      const dataDir = place((made) => mkdirSync(databaseIn(made)));
      return refuses(/^DATA_DIR: .* cannot be opened: is it a file/, {}, dataDir);
    },
    long,
  );

  test.each([["--empty"], ["with a demonstration"]])(
    "one to which a restore was broken off, %s",
    (flag) => {
      const dataDir = place((made) => copyFileSync(databaseIn(good), `${databaseIn(made)}.part`));
      const says =
        /^DATA_DIR: (.*colloquy\.db) is not whole: .* Run the same command again, and it goes on; or remove \1\.part, and/;
      const flags = flag.startsWith("--") ? [flag] : [];
      return refuses(says, { flags, env: { NODE_ENV: "development" } }, dataDir);
    },
    long,
  );

  const mountable = mayMount() ? test : test.skip;
  mountable(
    "one on a file system that is read-only",
    async () => {
      const dataDir = place();
      const mounting = `mount -t tmpfs -o ro tmpfs ${dataDir}`;
      await refuses(/^DATA_DIR: .* is on a file system that is read-only$/, { mounting }, dataDir);
    },
    long,
  );
  mountable(
    "one on a full disk: the database is as it was",
    async () => {
      const dataDir = place();
      const mounting = [
        `mount -t tmpfs -o size=16m tmpfs ${dataDir}`,
        `cp -r ${good}/. ${dataDir}`,
        `sha256sum ${databaseIn(dataDir)} > ${folder}/before`,
        `dd if=/dev/zero of=${dataDir}/full bs=4k 2> ${folder}/dd`,
        // The program goes on beside the shell, which looks at the file afterwards.
        `"$@"; code=$?; sha256sum ${databaseIn(dataDir)} > ${folder}/after; exit $code`,
      ].join("\n");
      await refuses(/^DATA_DIR: the disk is full where /, { mounting }, dataDir);
      expect(readFileSync(join(folder, "after"), "utf8")).toBe(readFileSync(join(folder, "before"), "utf8"));
    },
    long,
  );
});

describe("a file that is not, or not any more, the database", () => {
  test(
    "garbage",
    () => {
      const dataDir = place((made) => writeFileSync(databaseIn(made), Buffer.alloc(20_000, "garbage ")));
      return refuses(/^DATA_DIR: .*colloquy\.db is no database file/, {}, dataDir);
    },
    long,
  );
  test(
    "cut off in the middle",
    () => {
      const dataDir = place((made) => {
        copyFileSync(databaseIn(good), databaseIn(made));
        truncateSync(databaseIn(made), 4096 * 3 + 100);
      });
      return refuses(/^DATA_DIR: .* is damaged/, {}, dataDir);
    },
    long,
  );
  test(
    "another program's database",
    () => {
      const dataDir = place((made) => {
        const theirs = new DatabaseSync(databaseIn(made));
        theirs.exec("CREATE TABLE recipes(name TEXT); INSERT INTO recipes VALUES('soup')");
        theirs.close();
      });
      return refuses(/^DATA_DIR: .*colloquy\.db belongs to another program/, {}, dataDir);
    },
    long,
  );
  test(
    "with a page in the midst that was overwritten, the first start that meets it says so and loses nothing",
    async () => {
      const dataDir = place((made) => {
        copyFileSync(databaseIn(good), databaseIn(made));
        const bytes = readFileSync(databaseIn(made));
        // The root of the catalogue of collections: every start reads it.
        bytes.fill(0xff, 4096, 8192);
        writeFileSync(databaseIn(made), bytes);
      });
      await refuses(/^DATA_DIR: .* is damaged/, {}, dataDir);
    },
    long,
  );
});
