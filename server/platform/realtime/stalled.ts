/** Lets go of connections that take nothing any more: what is sent to them would pile up here. They come back and catch up. */
import { log } from "../log.ts";
import { everySocket } from "./connections.ts";

const every = 5_000;
/** What waits for one connection: so many messages, or so many letters (about 4 MB); a catch-up reads at most 256 changes anyway. */
const mostMessages = 1_000;
const mostLetters = 4 * 1024 * 1024;

/** Returns what ends it. */
export function startLettingGo(): () => void {
  const timer = setInterval(() => void letGoOfStalled(), every);
  timer.unref();
  return () => clearInterval(timer);
}

/** Once, now: how many were let go of. */
export function letGoOfStalled(): number {
  const stalled = everySocket().filter(({ conn }) => {
    const { writeBuffer } = conn as unknown as { writeBuffer: { data?: string }[] };
    const letters = writeBuffer.reduce((sum, { data = "" }) => sum + data.length, 0);
    return writeBuffer.length > mostMessages || letters > mostLetters;
  });
  // Without waiting for what is unsent: it would never be sent.
  for (const { conn } of stalled) conn.close(true);
  if (stalled.length > 0) log.info({ count: stalled.length }, "connections that took nothing any more were let go of");
  return stalled.length;
}
