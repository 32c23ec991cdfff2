/** Notices that the embedded engine's own thread has died: nothing can be saved any more, and only a new start mends that. */
import { log } from "../log.ts";
import { pingDatabase } from "./ready.ts";

const every = 5_000;

/** Calls `onDied` once, with a sentence. Returns what ends the watching. */
export function watchEngine(onDied: (why: string) => void): () => void {
  const timer = setInterval(() => {
    void pingDatabase().then((answer) => {
      if (typeof answer === "number" || !answer.includes("embedded database has stopped")) return;
      clearInterval(timer);
      log.fatal({ reason: answer }, "the embedded database has stopped: the server ends");
      onDied(answer);
    });
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}
