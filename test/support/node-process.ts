/** A node as another process: its clock can be moved, it can be killed and started again over the same data. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** Limits that many people behind one address would meet together. */
export const addressLimits = [
  "signInByAddress",
  "tokenByAddress",
  "mailByAddress",
  "operationsByAddress",
  "operationsByPerson",
] as const;

export interface NodeWishes {
  /** The data folder; one of its own, removed at the end, where none is given. */
  dataDir?: string;
  /** More of the environment: MONGO_URL, REDIS_URL, SECRET, PUBLIC_URL … */
  env?: Record<string, string>;
  /** Limits that do not count; those of an address, where nothing is said. */
  lifted?: readonly string[];
}

export class NodeProcess {
  readonly dataDir: string;
  readonly #wishes: NodeWishes;
  /** As one reaches it here; the public address may be another. */
  url = "";
  port = 0;
  /** The one-time link of a first run. */
  firstAdminLink = "";
  kills = 0;
  /** Everything it wrote on its error output. */
  errors = "";
  /** What it logged: that something broke, where LOG_LEVEL is not set otherwise. */
  readonly logged: string[] = [];
  #child: ChildProcess | undefined;
  #asked = 0;
  #restarting = Promise.resolve();

  constructor(wishes: NodeWishes = {}) {
    this.#wishes = wishes;
    this.dataDir = wishes.dataDir ?? mkdtempSync(join(tmpdir(), "colloquy-node-"));
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }
  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it, at the same port each time. Throws with what it said where it ends before it is ready. */
  async start(): Promise<void> {
    this.port ||= await freePort();
    const child = spawn(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        join(import.meta.dirname, "../../server/start.js"),
        "--empty",
        "--movable-clock",
      ],
      {
        env: {
          ...process.env,
          // A test's own wishes decide what it runs on.
          MONGO_URL: "",
          REDIS_URL: "",
          PUBLIC_URL: "",
          LOG_LEVEL: "error",
          NODE_ENV: "test",
          ...this.#wishes.env,
          DATA_DIR: this.dataDir,
          PORT: String(this.port),
        },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      },
    );
    this.#child = child;
    // A run that is cut short takes its nodes along.
    const cutShort = () => child.kill("SIGKILL");
    process.once("exit", cutShort);
    child.once("exit", () => process.removeListener("exit", cutShort));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errors += text;
    });
    let rest = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.firstAdminLink = /https?:\/\/\S+first-admin\S+/.exec(text)?.[0] ?? this.firstAdminLink;
      // What broke in the server is said here too.
      const said = (rest + text).split("\n");
      rest = said.pop() ?? "";
      for (const line of said) {
        if (!line.startsWith("{")) continue;
        this.logged.push(line);
        if (!this.#wishes.env?.["LOG_LEVEL"]) process.stderr.write(`${line}\n`);
      }
    });
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) =>
        reject(new Error(`the server ended with ${code} before it was ready: ${this.errors.slice(-2000)}`)),
      );
      child.on("message", (message: { ready?: string }) => message.ready && resolve());
    });
    this.url = `http://localhost:${this.port}`;
    child.send({ liftLimits: this.#wishes.lifted ?? addressLimits });
  }

  /** Moves its time. Asked again where it was killed meanwhile: the caller gives the instant, not the distance. */
  async setClock(instant: Date): Promise<void> {
    for (;;) {
      const child = this.#child;
      const ask = ++this.#asked;
      const moved = await new Promise<boolean>((resolve) => {
        if (!child?.connected) return resolve(false);
        const onMessage = ({ moved, notMoved }: { moved?: number; notMoved?: number }) => {
          if (moved === ask) done(true);
          // The database was away.
          if (notMoved === ask) done(false);
        };
        const onExit = () => done(false);
        const done = (outcome: boolean) => {
          child.off("message", onMessage);
          child.off("exit", onExit);
          resolve(outcome);
        };
        child.on("message", onMessage);
        child.once("exit", onExit);
        child.send({ setClock: instant.getTime(), ask });
      });
      if (moved) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Any signal; answers its exit code, or null where the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.running) return child?.exitCode ?? null;
    const gone = once(child, "exit");
    child.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  }
  /** `kill -9`. */
  async kill(): Promise<void> {
    this.kills++;
    await this.end("SIGKILL");
  }
  /** `kill -9`, and a new start over the same data; one after the other. */
  killAndStart(): Promise<void> {
    this.#restarting = this.#restarting.then(async () => {
      await this.kill();
      await this.start();
    });
    return this.#restarting;
  }
  /** In good order; removes a data folder of its own. Answers its exit code. */
  async stop(): Promise<number | null> {
    const code = await this.end("SIGTERM");
    if (!this.#wishes.dataDir) rmSync(this.dataDir, { recursive: true, force: true });
    return code;
  }
}
