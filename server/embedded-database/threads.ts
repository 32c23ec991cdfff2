/** The threads beside the main one. */
import { Worker } from "node:worker_threads";

/** `data` is there when the thread's script begins. */
function startThread(script: string, data?: unknown): Worker {
  return new Worker(new URL(script, import.meta.url), {
    workerData: data,
    // Not the main thread's own: of those a thread refuses many (the size of the heap). What NODE_OPTIONS says holds here too.
    // Node still calls its SQLite experimental on every thread; the main thread has said so once.
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
}

export const startScanner = (data: unknown): Worker => startThread("./scanner.ts", data);

let early: Worker | undefined;

/** Begins the writer before there is a file to open: it loads what it needs while the main thread loads the house. */
export function startWriterEarly(): void {
  early ??= startThread("./writer.ts");
}

/** A writer that has nothing open yet. */
export function startWriter(): Worker {
  const writer = early ?? startThread("./writer.ts");
  early = undefined;
  return writer;
}
