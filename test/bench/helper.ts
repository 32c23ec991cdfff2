/** Processes of the bench beside the server: bare servers to compare with, and the clients that load both alike. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

interface Question {
  number: number;
  what: string;
  input: unknown;
}
interface Reply {
  number: number;
  answer?: unknown;
  failure?: string;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A process that answers questions. */
export class Helper {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #last = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", ({ number, answer, failure }: Reply) => {
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (failure === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(failure));
    });
    child.once("exit", (code, signal) => {
      running.delete(child);
      for (const { reject } of this.#waiting.values()) reject(new Error(`a helper ended (${code ?? signal})`));
    });
  }

  /** `file` beside this one, as "bare/express.ts". */
  static async start(file: string, env: Record<string, string> = {}, execArgv: string[] = []): Promise<Helper> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      env: { ...process.env, NODE_ENV: "production", ...env },
      execArgv: ["--disable-warning=ExperimentalWarning", ...execArgv],
      serialization: "advanced",
    });
    running.add(child);
    const helper = new Helper(child);
    await helper.ask("hello");
    return helper;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }
  ask<T>(what: string, input?: unknown): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const number = ++this.#last;
      this.#waiting.set(number, { resolve: resolve as (answer: unknown) => void, reject });
      this.#child.send({ number, what, input } satisfies Question);
    });
  }
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }
}

/** In the helper's own file: what it can be asked. */
export function answer(answers: Record<string, (input: never) => unknown>): void {
  process.on("message", async ({ number, what, input }: Question) => {
    const reply: Reply = { number };
    try {
      reply.answer = what === "hello" ? true : await answers[what]?.(input as never);
    } catch (thrown) {
      reply.failure = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    }
    process.send?.(reply);
  });
  process.on("disconnect", () => process.exit(0));
}

/** Nanoseconds on a clock that all processes of this machine share. */
export const instant = (): number => Number(process.hrtime.bigint());
