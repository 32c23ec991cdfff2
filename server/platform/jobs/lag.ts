/** How far the jobs are behind; figures for whoever runs the server. */
import { now, nowMs } from "../clock.ts";
import { Jobs } from "./job.model.ts";
import { runningJobs } from "./run.ts";

export interface JobLag {
  /** Jobs whose moment has come, counted up to 10 000; those that run just now are among them. */
  due: number;
  /** For how long the oldest of them that nobody works on has been due, in seconds. */
  oldest: number;
  /** Those that run in this process. */
  running: number;
}

export async function readJobLag(): Promise<JobLag> {
  const [due, oldest] = await Promise.all([
    Jobs.countDocuments({ dueAt: { $lte: now() } }, { limit: 10_000 }),
    Jobs.findOne({ dueAt: { $lte: now() }, leasedUntil: { $lte: now() } })
      .sort({ dueAt: 1 })
      .select("dueAt")
      .lean(),
  ]);
  return { due, oldest: oldest ? (nowMs() - oldest.dueAt.getTime()) / 1000 : 0, running: runningJobs() };
}

/** How many jobs of a name wait or run. */
export const countJobs = (name: string): Promise<number> => Jobs.countDocuments({ name }, { limit: 10_000 });
