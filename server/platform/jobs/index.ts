/** Jobs: what happens by itself at a moment. Documents with a lease; any node runs them. */
import { setTimeout as delay } from "node:timers/promises";
import { log } from "../log.ts";
import { giveBackLeases, isAnyFull, jobsSettled, oneEnded, runningJobs, startNext, untilNext } from "./run.ts";

export { countJobs, type JobLag, readJobLag } from "./lag.ts";
export { onJob, runDueJobs } from "./run.ts";
export { schedule, unschedule } from "./schedule.ts";

const every = 1000;
const atOnce = 8;
/** Hundreds of mails that wait for a mail server must not keep a dialogue from opening. */
const atOnceOfAName = atOnce / 2;
const patience = 2_000;

let timer: NodeJS.Timeout | undefined;
let started = false;
let looking: Promise<void> = Promise.resolve();

/** Looks each second for what is due, sooner where it knows of a moment that is nearer. */
export function startJobs(): void {
  if (started) return;
  started = true;
  look();
}

/** Takes nothing more, waits a little for what runs, and gives the rest back. What is killed instead runs again when its lease is over. */
export async function stopJobs(): Promise<void> {
  started = false;
  clearTimeout(timer);
  // It may be looking for a long time still: as long as all that can run at once is running.
  await Promise.race([looking.then(jobsSettled), delay(patience, undefined, { ref: false })]);
  await giveBackLeases().catch((error: unknown) => log.warn({ error }, "a lease could not be given back"));
}

function look(): void {
  looking = startDue()
    .catch((error: unknown) => {
      log.error({ error }, "jobs could not be looked for");
      return every;
    })
    .then((pause) => {
      if (!started) return;
      timer = setTimeout(look, pause);
      timer.unref();
    });
}

/** Starts what is due, as many at once as is good; returns for how long to pause. */
async function startDue(): Promise<number> {
  for (;;) {
    if (!started) return every;
    if (runningJobs() >= atOnce) {
      await oneEnded();
      continue;
    }
    const wait = await untilNext(atOnceOfAName);
    if (!started) return every;
    if (wait !== null && wait <= 0 && (await startNext(atOnceOfAName))) continue;
    const pause = wait !== null && wait > 0 ? Math.min(wait, every) : every;
    if (!isAnyFull(atOnceOfAName)) return pause;
    // The first that ends may make room for more of its name.
    await Promise.race([oneEnded(), delay(pause, undefined, { ref: false })]);
  }
}
