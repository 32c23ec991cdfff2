/** Forgets, once an hour, the sessions that nobody can use any more. */
import { nowMs } from "../../platform/clock.ts";
import { log } from "../../platform/log.ts";
import { Sessions } from "./session.model.ts";
import { idleDays } from "./session-cookies.ts";

const every = 3_600_000;
let timer: NodeJS.Timeout | undefined;

export function startCleaning(): void {
  stopCleaning();
  timer = setInterval(() => {
    cleanSessions().catch((error: unknown) => log.warn({ error }, "old sessions were not forgotten"));
  }, every);
  timer.unref();
}
export function stopCleaning(): void {
  clearInterval(timer);
}

async function cleanSessions(): Promise<void> {
  await Sessions.deleteMany({ usedAt: { $lt: new Date(nowMs() - idleDays * 86_400_000) } });
}
