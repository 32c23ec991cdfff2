/** What is looked at when somebody asks for the metrics: how much there is, how far behind, how far away. */
import { statfs } from "node:fs/promises";
import { readJobLag } from "../jobs/index.ts";
import { once } from "../lazily.ts";
import { countWaitingMails } from "../mail/index.ts";
import { readOutboxLag } from "../outbox/index.ts";
import { countSockets } from "../realtime/connections.ts";
import { areNodesConnected } from "../realtime/nodes.ts";
import { countWatched } from "../realtime/rooms.ts";
import { readEventLoopDelay } from "./event-loop.ts";
import { pingDatabase, readReadiness } from "./ready.ts";
import { promClient, registry } from "./series.ts";

const gauge = <Label extends string = never>(name: string, help: string, ...labelNames: Label[]) =>
  new (promClient().Gauge)({ name: `colloquy_${name}`, help, labelNames, registers: [registry()] });

/** With the process itself: memory, processor, garbage collection. */
const gaugesOf = once(() => {
  promClient().collectDefaultMetrics({ register: registry() });
  return {
    info: gauge("info", "1; what runs, as labels", "version", "schema", "database"),
    ready: gauge("ready", "1: /readyz says yes, 0: it says no, by part", "part"),
    sockets: gauge("sockets", "Sockets connected to this node"),
    streams: gauge("watched_streams", "Streams that anybody on this node watches"),
    watchers: gauge("watchers", "Watchers of streams on this node; who watches two streams counts twice"),
    delay: gauge("event_loop_delay_seconds", "How long the event loop was held since the last look", "quantile"),
    databaseUp: gauge("database_up", "1: the database answers, 0: it does not"),
    databasePing: gauge("database_ping_seconds", "How long a ping of the database takes"),
    redisUp: gauge("redis_up", "1: Redis answers, 0: it does not; without REDIS_URL it is not said"),
    diskFree: gauge("disk_free_bytes", "Free space where DATA_DIR is"),
    outboxPending: gauge("outbox_pending", "Things that something must follow still, in the whole house"),
    outboxOldest: gauge("outbox_oldest_seconds", "How long the oldest of them has been waiting"),
    outboxParked: gauge("outbox_parked", "What must follow a write and was given up after 20 tries"),
    jobsDue: gauge("jobs_due", "Jobs whose moment has come, in the whole house"),
    jobsOldest: gauge("jobs_oldest_due_seconds", "For how long the oldest of them that nobody works on has been due"),
    jobsRunning: gauge("jobs_running", "Jobs that run on this node"),
    mailsWaiting: gauge("mails_waiting", "Mails that the mail server has not taken yet, in the whole house"),
  };
});

export interface PresentSettings {
  version: string;
  schema: number;
  /** The embedded engine, or a MongoDB. */
  database: "embedded" | "mongodb";
  redis: boolean;
  dataDir: string;
}
let settings: PresentSettings | undefined;

export function startPresent(wished: PresentSettings): void {
  settings = wished;
}

/** Whole houses are counted once in so many milliseconds, however often it is asked. */
const countedFor = 5_000;
const patience = 3_000;
let counted = Number.NEGATIVE_INFINITY;

/** Prometheus' text of everything, as it stands. Answers while the database is away too: what it knows is NaN then. */
export async function readMetrics(): Promise<string> {
  const gauges = gaugesOf();
  gauges.info.reset();
  if (settings) {
    const { version, schema, database } = settings;
    gauges.info.set({ version, schema: String(schema), database }, 1);
  }
  const { streams, watchers } = countWatched();
  gauges.sockets.set(countSockets());
  gauges.streams.set(streams);
  gauges.watchers.set(watchers);
  const { p50, p99, p999, max } = readEventLoopDelay();
  for (const [quantile, seconds] of Object.entries({ "0.5": p50, "0.99": p99, "0.999": p999, "1": max }))
    gauges.delay.set({ quantile }, seconds);
  if (settings?.redis) gauges.redisUp.set(Number(areNodesConnected()));
  else gauges.redisUp.set(Number.NaN);
  const { ready, ...parts } = await readReadiness();
  gauges.ready.set({ part: "all" }, Number(ready));
  for (const [part, state] of Object.entries(parts)) gauges.ready.set({ part }, Number(state === "ok"));
  const ping = await pingDatabase();
  gauges.databaseUp.set(Number(typeof ping === "number"));
  gauges.databasePing.set(typeof ping === "number" ? ping : Number.NaN);
  const disk = await statfs(settings?.dataDir ?? ".").catch(() => null);
  gauges.diskFree.set(disk ? disk.bavail * disk.bsize : Number.NaN);
  if (typeof ping !== "number") forgetCounts();
  else if (performance.now() - counted > countedFor) await countHouse();
  return registry().metrics();
}

async function countHouse(): Promise<void> {
  counted = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  const asked = Promise.all([readOutboxLag(), readJobLag(), countWaitingMails()]).catch(() => null);
  const found = await Promise.race([asked, late]);
  clearTimeout(timer);
  if (!found) {
    forgetCounts();
    return;
  }
  const [outbox, jobs, mails] = found;
  const gauges = gaugesOf();
  gauges.outboxPending.set(outbox.pending);
  gauges.outboxOldest.set(outbox.oldest);
  gauges.outboxParked.set(outbox.parked);
  gauges.jobsDue.set(jobs.due);
  gauges.jobsOldest.set(jobs.oldest);
  gauges.jobsRunning.set(jobs.running);
  gauges.mailsWaiting.set(mails);
}

function forgetCounts(): void {
  counted = Number.NEGATIVE_INFINITY;
  const { outboxPending, outboxOldest, outboxParked, jobsDue, jobsOldest, mailsWaiting } = gaugesOf();
  for (const unknown of [outboxPending, outboxOldest, outboxParked, jobsDue, jobsOldest, mailsWaiting])
    unknown.set(Number.NaN);
}
