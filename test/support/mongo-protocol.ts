/**
 * A server that speaks MongoDB's protocol, for the suites that must hold on more than one engine: SecantusDB, which
 * comes from PyPI. It is started where it is already installed, and installed first where `CI` or
 * `MONGO_PROTOCOL=install` is set (one minute, once); `MONGO_PROTOCOL=skip` leaves it out. It is not MongoDB: what it
 * lacks stands in `LACKING`, and a real one can be tested with MONGO_URL.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";

export const SECANTUS = "SecantusDB==0.7.0b3";

/** What SecantusDB does otherwise than MongoDB; suites leave these out there, and there alone. */
export const LACKING = new Set<string>([
  // An index is looked into with the pattern as a value: nothing is found.
  "finds by a regular expression, in an indexed field",
  "finds by $in of a pattern",
  // Both ends of the range are asked of one element where there is an index.
  "finds by a range that two elements meet, each one end",
  // An element without the field is passed over.
  "an element that is null and one that is missing",
  // They are taken.
  "two arrays in one index are refused",
  // One document with 0, where MongoDB has none.
  "aggregates with $count of nothing",
]);

/** Whether the server that MONGO_URL names is one of these, started for all the test files of a run (on-mongo.ts). */
export const isSecantus = (): boolean => process.env["MONGO_SERVER"] === SECANTUS;

export interface ServerWishes {
  /** On the disk before it is acknowledged, for tests that kill the server; otherwise in memory, and quick. */
  durable?: boolean;
  /** No replica set of one, but a server by itself. */
  standalone?: boolean;
  /** More words of its command line. */
  more?: string[];
}
export interface MongoProtocolServer {
  readonly url: string;
  readonly port: number;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Again, at the same address and over what was stored; `more`: with other words of its command line. */
  start(more?: string[]): Promise<void>;
  /** Ends it, and nothing is left. */
  stop(): Promise<void>;
}

const home = fileURLToPath(new URL("../../node_modules/.cache/secantus", import.meta.url));
const memory = "/dev/shm";
const python = join(home, "bin", "python");
/**
 * At every write SecantusDB goes through all the replies that it keeps for writes that are sent again, and sorts them once they are
 * ten thousand: each write then takes some ten milliseconds. Of five hundred, each that a driver may still ask for is one.
 */
const program = `
import sys
from secantus import cli, transactions
transactions._RETRYABLE_RECORD_MAX = 500
sys.exit(cli.main())`;
/** Written when all of it is there, or why it could not be had. */
const installed = join(home, "installed");
const refused = `${home}-refused`;

/** Starts a server of its own for one test file. */
export async function startMongoProtocolServer(
  wishes: ServerWishes = {},
): Promise<MongoProtocolServer | { unavailable: string }> {
  const unavailable = mongoProtocolLacks();
  return unavailable ? { unavailable } : start(wishes);
}

/** Why none can be started here. */
export function mongoProtocolLacks(): string | undefined {
  if (process.env["MONGO_PROTOCOL"] === "skip") return "MONGO_PROTOCOL=skip";
  if (existsSync(installed)) return undefined;
  if (existsSync(refused)) return `it could not be installed: ${readFileSync(refused, "utf8")}`;
  return "it is not installed; MONGO_PROTOCOL=install does it";
}

/** Before the test files run (globalSetup), and once: two that install at the same time would spoil each other's. */
export async function installMongoProtocolServer(): Promise<void> {
  const wish = process.env["MONGO_PROTOCOL"];
  if (existsSync(installed) || wish === "skip" || (!process.env["CI"] && wish !== "install")) return;
  const run = promisify(execFile);
  try {
    await run("python3", ["-m", "venv", "--clear", home]);
    await run(join(home, "bin", "pip"), ["install", "--quiet", SECANTUS], { timeout: 300_000 });
    writeFileSync(installed, "");
  } catch (thrown) {
    writeFileSync(refused, (thrown as Error).message.split("\n")[0] ?? "");
  }
}

async function start({ durable = false, standalone = false, more = [] }: ServerWishes) {
  const storage = await mkdtemp(join(durable || !existsSync(memory) ? tmpdir() : memory, "mongo-protocol-"));
  const port = await freePort();
  const words = ["--port", String(port), "--storage-path", storage];
  if (durable) words.push("--sync-on-commit");
  if (standalone) words.push("--standalone");
  let child: ChildProcess | undefined;
  // A run that is cut short takes its server along.
  const cutShort = () => {
    child?.kill("SIGKILL");
    rmSync(storage, { recursive: true, force: true });
  };
  process.once("exit", cutShort);

  const server: MongoProtocolServer = {
    url: `mongodb://127.0.0.1:${port}/colloquy?directConnection=true`,
    port,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    async start(now = more) {
      child = spawn(python, ["-c", program, ...words, ...now], { stdio: "ignore" });
      for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
        if (await answers(port)) return;
        await pause(100);
      }
      throw new Error("SecantusDB did not start");
    },
    async stop() {
      process.removeListener("exit", cutShort);
      await server.kill();
      await rm(storage, { recursive: true, force: true });
    },
  };
  try {
    await server.start();
    return server;
  } catch (thrown) {
    await server.stop();
    return { unavailable: (thrown as Error).message };
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
