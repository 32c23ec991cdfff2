/** `--check-config` tries what the configuration names and says each fault with the variable that mends it; it changes nothing. */

import { copyFileSync, mkdirSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { SMTPServer } from "smtp-server";
import { freePort } from "../support/free-port.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { filesIn, makeFolder, stackTrace, start } from "./start.ts";

const { folder, remove } = makeFolder();
const dataDir = join(folder, "data");
let taken: Server;
beforeAll(async () => {
  const node = new NodeProcess({ dataDir });
  await node.start();
  await node.stop();
  taken = createServer().listen(0);
});
afterAll(() => {
  taken.close();
  remove();
});

async function check(env: Record<string, string>): Promise<{ code: number | null; said: string[] }> {
  const before = filesIn(folder);
  const { code, out, err } = await start({ env: { DATA_DIR: dataDir, ...env }, flags: ["--check-config"] });
  expect(err).toBe("");
  expect(out).not.toMatch(stackTrace);
  expect(filesIn(folder)).toEqual(before);
  return { code, said: out.trim().split("\n") };
}
const long = 60_000;
const port = (server: Server) => String((server.address() as { port: number }).port);

test("every flag says what it does, and nothing is started", async () => {
  const { code, out, err } = await start({ flags: ["--help"] });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  for (const flag of ["--dev", "--empty", "--check-config", "--help"])
    expect(out).toMatch(new RegExp(`^  ${flag} +\\w`, "m"));
});

test(
  "what is good is said to be, a line each",
  async () => {
    const mailServer = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"] });
    await new Promise<void>((resolve) => mailServer.listen(0, "127.0.0.1", resolve));
    const redis = await startRedisServer();
    if ("unavailable" in redis) process.stdout.write(`Redis is not tried: ${redis.unavailable}\n`);
    const smtpUrl = `smtp://127.0.0.1:${port(mailServer.server as unknown as Server)}`;
    const env = {
      PORT: String(await freePort()),
      SMTP_URL: smtpUrl,
      SECRET: "q7Jd0fYw2bLz9sVx4mNc8tRk1hPg6aEu",
      ...("url" in redis ? { REDIS_URL: redis.url } : {}),
    };
    const { code, said } = await check(env);
    if ("url" in redis) await redis.stop();
    await new Promise<void>((resolve) => mailServer.close(resolve));
    expect(said.filter((line) => line.startsWith("fault"))).toEqual([]);
    expect(code).toBe(0);
    const all = said.join("\n");
    expect(all).toMatch(/^ok {5}database: the embedded one: .*colloquy\.db, of version \d+$/m);
    expect(all).toMatch(/^ok {5}mail: the mail server at 127\.0\.0\.1:\d+ is ready to take mails$/m);
    if ("url" in redis) expect(all).toMatch(/^ok {5}other servers: Redis \d+\.\S+ answers at 127\.0\.0\.1:\d+$/m);
    expect(said.at(-1)).toBe("Everything is ready for a start.");
    expect(all).not.toContain(env.SECRET);
  },
  long,
);

test(
  "each fault is named with the variable that mends it, all in one go",
  async () => {
    const nowhere = await freePort();
    const { code, said } = await check({
      PORT: port(taken),
      DATA_DIR: join(dataDir, "colloquy.db"),
      REDIS_URL: `redis://:a-password@127.0.0.1:${nowhere}`,
      SMTP_URL: `smtp://somebody:another-password@127.0.0.1:${nowhere}`,
      MONGO_URL: `mongodb://somebody:a-third-password@127.0.0.1:${nowhere}`,
      PUBLIC_URL: "https://forum.invalid",
      MONGODB_URI: "mongodb://elsewhere",
      METRICS_TOKE: "x",
    });
    expect(code).toBe(1);
    const all = said.join("\n");
    for (const fault of [
      /^fault {2}PORT: another program has \d+ already/m,
      /^fault {2}DATA_DIR: .*colloquy\.db is no folder$/m,
      /^fault {2}REDIS_URL: 127\.0\.0\.1:\d+ refuses the connection/m,
      /^fault {2}SMTP_URL: 127\.0\.0\.1:\d+ refuses the connection/m,
      /^fault {2}MONGO_URL \(127\.0\.0\.1:\d+\/colloquy\): nothing listens there/m,
      /^fault {2}PUBLIC_URL: forum\.invalid is not known here/m,
      /^hint {3}MONGODB_URI is set, but nobody reads it: MONGO_URL is the name$/m,
      /^hint {3}METRICS_TOKE is set, but nobody reads it: METRICS_TOKEN is the name$/m,
    ])
      expect(all).toMatch(fault);
    expect(all).not.toMatch(/password/);
  },
  long,
);

test(
  "a production behind a proxy that nobody counted, and a database that a server has open",
  async () => {
    const node = new NodeProcess({ dataDir });
    await node.start();
    try {
      const { out, code } = await start({
        env: {
          DATA_DIR: dataDir,
          NODE_ENV: "production",
          SECRET: "q7Jd0fYw2bLz9sVx4mNc8tRk1hPg6aEu",
          PUBLIC_URL: "https://localhost",
        },
        flags: ["--check-config"],
      });
      expect(code).toBe(1);
      expect(out).toMatch(/^fault {2}TRUSTED_PROXIES: the address begins with https/m);
      expect(out).toMatch(/^fault {2}DATA_DIR: .*colloquy\.db is open in another server/m);
    } finally {
      await node.stop();
    }
  },
  long,
);

test(
  "a place to which a restore was broken off",
  async () => {
    const begun = join(folder, "begun");
    mkdirSync(begun);
    copyFileSync(join(dataDir, "colloquy.db"), join(begun, "colloquy.db.part"));
    const { code, said } = await check({ DATA_DIR: begun, PORT: "0" });
    expect(code).toBe(1);
    expect(said.join("\n")).toMatch(/^fault {2}DATA_DIR: .*colloquy\.db is not whole: the restore or copy/m);
  },
  long,
);
