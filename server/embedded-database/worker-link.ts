/** The main thread's end of a worker: letters out, many in one message; answers back to whoever waits. */
import type { Worker } from "node:worker_threads";
import { EngineError } from "./errors.ts";
import { isOurs, type Letter, MARK, type Reply } from "./requests.ts";

/** Whoever waited for an answer goes on at once, so many in a turn of the event loop: some milliseconds. */
const AT_ONCE = 8;

interface Waiting {
  heard: ((answer: never) => void) | undefined;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export class WorkerLink<Request> {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private outgoing: Letter<Request>[] = [];
  /** Answers that have come and are not passed on yet, in order. */
  private readonly answered: (() => void)[] = [];
  private passingOn = false;
  private lastNumber = 0;
  private broken: Error | null = null;
  private readonly ended: Promise<void>;
  private readonly onEnd: () => void;

  constructor(worker: Worker, onEnd: () => void = () => {}) {
    this.worker = worker;
    this.onEnd = onEnd;
    this.worker.on("message", (message: unknown) => {
      if (isOurs(message)) this.receive((message as Reply).answers);
    });
    this.worker.on("error", (error) => this.fail(error));
    this.ended = new Promise((resolve) => {
      this.worker.on("exit", () => {
        this.fail(new Error("its worker has ended"));
        resolve();
      });
    });
  }

  /** `heard` is called with the answer before anybody goes on who waited for this one or for a later one. */
  async ask<Answer>(body: Request, heard?: (answer: Answer) => void): Promise<Answer> {
    if (this.broken) throw this.broken;
    return new Promise<Answer>((resolve, reject) => {
      const number = ++this.lastNumber;
      this.waiting.set(number, { heard, resolve: resolve as Waiting["resolve"], reject });
      if (this.outgoing.length === 0) queueMicrotask(() => this.send());
      this.outgoing.push({ mark: MARK, number, body });
    });
  }

  /** Asks for the last time, and resolves when the thread is gone. */
  async close(last: Request): Promise<void> {
    if (!this.broken) await this.ask(last);
    await this.ended;
  }

  private send(): void {
    const letters = this.outgoing;
    this.outgoing = [];
    this.worker.postMessage({ mark: MARK, letters });
  }

  private receive(answers: Reply["answers"]): void {
    for (const { number, answer, failure } of answers) {
      const waiting = this.waiting.get(number);
      this.waiting.delete(number);
      if (!waiting) continue;
      if (!failure) waiting.heard?.(answer as never);
      this.answered.push(() => (failure ? waiting.reject(new EngineError(failure)) : waiting.resolve(answer)));
    }
    if (!this.passingOn) this.passOn();
  }

  /** A hundred writes that one commit has answered do not all go on in one turn of the event loop. */
  private passOn(): void {
    for (const pass of this.answered.splice(0, AT_ONCE)) pass();
    this.passingOn = this.answered.length > 0;
    if (this.passingOn) setImmediate(() => this.passOn());
  }

  // Whether the last writes were kept is unknown: everyone who waits is told so, and nothing new is taken.
  private fail(cause: Error): void {
    this.broken ??= new EngineError({
      message: `The embedded database has stopped: ${cause.message}`,
      code: 91,
      codeName: "ShutdownInProgress",
    });
    this.onEnd();
    for (const { reject } of this.waiting.values()) reject(this.broken);
    this.waiting.clear();
  }
}
