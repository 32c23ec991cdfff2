/**
 * `npm run test:mongo`: the tests that use a database, on the server that MONGO_URL names, or on a SecantusDB that is installed
 * and started for this run. Words behind `--` go to jest: `npm run test:mongo -- test/forum`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import mongoose from "mongoose";
import { sayWhyNot } from "../../server/database/say-why-not.ts";
import { testDatabases as ours } from "./another-database.ts";
import { installMongoProtocolServer, SECANTUS, startMongoProtocolServer } from "./mongo-protocol.ts";

/** What would say nothing new here. */
const leftOut = [
  // No database is in them.
  "test/elements/",
  "test/dialogues/(figures|local-time)",
  "test/embedded-database/(planner|engine|durability)",
  "test/forum/(markdown|policy)",
  "test/house/(imports|lock-file)",
  "test/mail/compose",
  "test/members/names",
  "test/platform/(follow|telling.model)",
  // They are about what a browser shows, or choose their engines themselves.
  "test/(browser|replay|deploy|drills|bench|transfer|database)/",
  "test/operating/(bad-starts|check-config|stopping)",
  "test/webinars/closing-(race|killed)",
  "test/house/fuzz",
  // The demonstration is for an empty embedded database, and nowhere else.
  "test/seed/",
];
/** They run on SecantusDB in `npm test` too. */
const onSecantusAnyway = ["test/nodes/", "test/platform/two-nodes"];

const root = join(import.meta.dirname, "../..");
const given = process.env["MONGO_URL"];

async function runJest(words: string[], without: string[], env: Record<string, string> = {}): Promise<number> {
  const jest = join(root, "node_modules/jest/bin/jest.js");
  const child = spawn(
    process.execPath,
    [
      "--experimental-vm-modules",
      "--disable-warning=ExperimentalWarning",
      jest,
      // Before the options: a list among them takes whatever follows for its own.
      ...words,
      // A server in another process takes its time.
      "--testTimeout=30000",
      ...without.map((pattern) => `--testPathIgnorePatterns=${pattern}`),
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, ...env } },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

/** Each test file has a database of its own; on somebody's server none is left behind. */
async function dropDatabases(url: string, before: Set<string>): Promise<void> {
  const connection = await mongoose.createConnection(url).asPromise();
  for (const name of await testDatabases(connection))
    if (!before.has(name)) await connection.useDb(name).dropDatabase();
  await connection.close();
}
async function testDatabases(connection: mongoose.Connection): Promise<string[]> {
  const { databases } = await connection.listDatabases();
  return databases.map(({ name }) => name).filter((name) => ours.test(name));
}

async function onGiven(url: string, words: string[]): Promise<number> {
  const connection = await mongoose.createConnection(url, { serverSelectionTimeoutMS: 5000 }).asPromise();
  const before = new Set(await testDatabases(connection));
  await connection.close();
  const code = await runJest(words, leftOut);
  await dropDatabases(url, before);
  return code;
}

/** A busy machine is not a database that is away. */
const unhurried = ["serverSelection", "connect", "socket", "waitQueue"]
  .map((what) => `&${what}TimeoutMS=30000`)
  .join("");

async function onSecantus(words: string[]): Promise<number> {
  const without = [...leftOut, ...onSecantusAnyway];
  process.env["MONGO_PROTOCOL"] ??= "install";
  await installMongoProtocolServer();
  const server = await startMongoProtocolServer();
  if ("unavailable" in server) {
    console.log(
      `\nSKIPPED, ALL TESTS ON MONGODB'S PROTOCOL: ${server.unavailable}. MONGO_URL names a server to run them on.\n`,
    );
    // Loaded and counted, none of them run.
    return runJest([...words, "--testNamePattern=^nothing is named so$", "--silent"], without, {
      MONGO_PROTOCOL: "skip",
    });
  }
  try {
    return await runJest(words, without, { MONGO_URL: server.url + unhurried, MONGO_SERVER: SECANTUS });
  } finally {
    await server.stop();
  }
}

const words = process.argv.slice(2);
try {
  process.exitCode = await (given ? onGiven(given, words) : onSecantus(words));
} catch (thrown) {
  console.log(given ? await sayWhyNot(thrown, given) : thrown);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
