/** Says the bare revision of every watched stream every ten seconds: whoever missed an event learns that there was one. */
import { log } from "../log.ts";
import { sendHere, watchedStreams } from "./rooms.ts";
import { readRevisions } from "./streams.ts";

const every = 10_000;
const atOnce = 500;

/** Returns what ends it. */
export function startHeartbeat(): () => void {
  const timer = setInterval(() => void sayRevisions(), every);
  timer.unref();
  return () => clearInterval(timer);
}

/** Once, now: by the clock, and when Redis comes back. */
export async function sayRevisions(): Promise<void> {
  const streams = watchedStreams();
  try {
    for (let from = 0; from < streams.length; from += atOnce) {
      const revisions = await readRevisions(streams.slice(from, from + atOnce));
      for (const [stream, revision] of revisions) sendHere(stream, "revisions", { [stream]: revision });
    }
  } catch (error) {
    log.warn({ error }, "the revisions could not be read");
  }
}
