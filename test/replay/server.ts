/** The server under the replay: another process, whose clock can be moved and which can be killed and started again. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Limits that all these people would meet together, since they come from one address. */
export const liftedLimits = [
  "signInByAddress",
  "tokenByAddress",
  "mailByAddress",
  "operationsByAddress",
  "operationsByPerson",
] as const;

export class ReplayServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), "colloquy-replay-"));
  url = "";
  /** The one-time link of a first run. */
  firstAdminLink = "";
  kills = 0;
  #child: ChildProcess | undefined;
  #port = 0;
  #asked = 0;
  #restarting = Promise.resolve();

  async start(): Promise<void> {
    this.#port ||= await freePort();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "../../server/main.ts"), "--empty", "--movable-clock"],
      {
        env: { ...process.env, DATA_DIR: this.dataDir, PORT: String(this.#port), LOG_LEVEL: "error", NODE_ENV: "test" },
        stdio: ["ignore", "pipe", "inherit", "ipc"],
      },
    );
    this.#child = child;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.firstAdminLink = /https?:\/\/\S+first-admin\S+/.exec(text)?.[0] ?? this.firstAdminLink;
      // What broke in the server is said here too.
      for (const line of text.split("\n")) if (line.startsWith("{")) process.stderr.write(`${line}\n`);
    });
    this.url = await new Promise<string>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
      child.on("message", (message: { ready?: string }) => message.ready && resolve(message.ready));
    });
    child.send({ liftLimits: liftedLimits });
  }

  /** Moves the server's time. Asked again where the server was killed meanwhile: the caller gives the instant, not the distance. */
  async setClock(instant: Date): Promise<void> {
    for (;;) {
      const child = this.#child;
      const ask = ++this.#asked;
      const moved = await new Promise<boolean>((resolve) => {
        if (!child?.connected) return resolve(false);
        const onMessage = (message: { moved?: number }) => message.moved === ask && done(true);
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

  /** `kill -9`, and a new start over the same data; one after the other. */
  killAndStart(): Promise<void> {
    this.#restarting = this.#restarting.then(() => this.#killAndStart());
    return this.#restarting;
  }

  async #killAndStart(): Promise<void> {
    const child = this.#child;
    this.kills++;
    await new Promise<void>((resolve) => {
      child?.once("exit", () => resolve());
      child?.kill("SIGKILL");
    });
    await this.start();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    await new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null) return resolve();
      child.once("exit", () => resolve());
      child.kill("SIGTERM");
    });
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
