/** Runs what is due: each job at least once, on any node, kept by a lease while it runs, retried until it succeeds. */
import { longAgo, now, nowMs } from "../clock.ts";
import { log } from "../log.ts";
import { type Job, Jobs } from "./job.model.ts";

/** What a handler is given. It may run twice, here or on another node: it must be idempotent. */
export interface DueJob {
  id: string;
  name: string;
  subject: string;
  /** When it was due: its schedule's moment, or that of the present try. */
  dueAt: Date;
  tries: number;
}
export type JobHandler = (job: DueJob) => Promise<void>;

const handlers = new Map<string, JobHandler>();
interface Running {
  name: string;
  /** By which it is held. */
  lease: string;
  /** Never fails. */
  ended: Promise<void>;
}
const running = new Map<string, Running>();

const leaseFor = 30_000;
const renewEvery = 10_000;
const longestPause = 5 * 60_000;

/** Registers who runs the jobs of a name; they act as `system`. */
export function onJob(name: string, handler: JobHandler): void {
  handlers.set(name, handler);
}

const isFull = (name: string, mostOfAName: number): boolean =>
  [...running.values()].filter((one) => one.name === name).length >= mostOfAName;

/** Whether there is a name of which so many run here. */
export const isAnyFull = (mostOfAName: number): boolean =>
  [...handlers.keys()].some((name) => isFull(name, mostOfAName));

// What runs in this process is left alone, even where the clock was moved past its lease.
const takeable = (mostOfAName: number) => ({
  name: { $in: [...handlers.keys()].filter((name) => !isFull(name, mostOfAName)) },
  leasedUntil: { $lte: now() },
  _id: { $nin: [...running.keys()] },
});

/** Milliseconds until the next job is due, of those names of which fewer than so many run here; null where none waits. */
export async function untilNext(mostOfAName = Number.POSITIVE_INFINITY): Promise<number | null> {
  const next = await Jobs.findOne(takeable(mostOfAName)).sort({ dueAt: 1 }).select("dueAt").lean();
  return next ? next.dueAt.getTime() - nowMs() : null;
}

/** What is being taken: it counts as running from the moment it is asked for. */
const taking = new Set<Promise<Running | null>>();

/** Takes the job of those names that has been due longest and starts it; `ended` never fails. Null where nothing is due. */
export function startNext(mostOfAName = Number.POSITIVE_INFINITY): Promise<Running | null> {
  const taken = takeNext(mostOfAName).finally(() => taking.delete(taken));
  taking.add(taken);
  return taken;
}

async function takeNext(mostOfAName: number): Promise<Running | null> {
  const lease = crypto.randomUUID();
  const job = await Jobs.findOneAndUpdate(
    { ...takeable(mostOfAName), dueAt: { $lte: now() } },
    { $set: { lease, leasedUntil: leaseEnd() }, $inc: { tries: 1, version: 1 } },
    { sort: { dueAt: 1 }, returnDocument: "after" },
  ).lean<Job>();
  if (!job) return null;
  const ended = runOne(job, lease)
    .catch((error: unknown) => log.error({ error, job: job._id }, "a job's end could not be noted"))
    .finally(() => running.delete(job._id));
  const one = { name: job.name, lease, ended };
  running.set(job._id, one);
  return one;
}

/** Runs all that is due, one after the other, and waits for what already runs here. For tests, the seed and the replay. */
export async function runDueJobs(): Promise<number> {
  let ran = 0;
  for (;;) {
    await jobsSettled();
    // Reading costs less than trying to take what is not there.
    const wait = await untilNext();
    const started = wait !== null && wait <= 0 ? await startNext() : null;
    if (!started) return ran;
    await started.ended;
    ran++;
  }
}

/** When nothing runs any more in this process. */
export async function jobsSettled(): Promise<void> {
  while (running.size > 0 || taking.size > 0) await Promise.allSettled([...allEnds(), ...taking]);
}

/** Gives back what still runs here, so that another node, or the next start, takes it at once; its handler is idempotent. */
export async function giveBackLeases(): Promise<void> {
  for (const [_id, { lease }] of running)
    await Jobs.updateOne({ _id, lease }, { $set: { lease: null, leasedUntil: longAgo } });
}

/** When the first of those that run here is done. */
export const oneEnded = (): Promise<void> => Promise.race(allEnds());
const allEnds = (): Promise<void>[] => Array.from(running.values(), ({ ended }) => ended);

export const runningJobs = (): number => running.size;

async function runOne(job: Job, lease: string): Promise<void> {
  const held = { _id: job._id, lease };
  const renewal = setInterval(() => {
    Jobs.updateOne(held, { $set: { leasedUntil: leaseEnd() } }).catch((error: unknown) =>
      log.warn({ error, job: job._id }, "a lease was not renewed"),
    );
  }, renewEvery);
  renewal.unref();
  try {
    const { _id: id, name, subject, dueAt, tries } = job;
    await handlers.get(name)?.({ id, name, subject, dueAt, tries });
    clearInterval(renewal);
    await Jobs.deleteOne(held);
  } catch (error) {
    clearInterval(renewal);
    const dueAt = new Date(nowMs() + Math.min(500 * 2 ** Math.min(job.tries, 20), longestPause));
    log.error({ error, job: job._id, tries: job.tries, again: dueAt }, "a job failed");
    await Jobs.updateOne(held, { $set: { lease: null, leasedUntil: longAgo, dueAt } });
  }
}

const leaseEnd = (): Date => new Date(nowMs() + leaseFor);
