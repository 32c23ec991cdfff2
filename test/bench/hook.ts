/**
 * Loaded into the server under test with `--import`, never by the product: answers what the bench must know from inside, on a port
 * that BENCH_HOOK names, and measures how long anything holds the event loop.
 */
import { createServer } from "node:http";
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

const port = process.env["BENCH_HOOK"];
const server = "../../server";
const every = 5;
const milliseconds = (nanoseconds: number): number => nanoseconds / 1e6;

/**
 * How late a timer of 5 ms is. `raw`: by the clock, whatever the reason. `own`: no more of it than this thread was on a processor
 * meanwhile, so that time which other processes took from it does not count.
 */
function watchLoop() {
  const raw = monitorEventLoopDelay({ resolution: every });
  raw.enable();
  const own = createHistogram();
  let last = process.hrtime.bigint();
  let used = process.threadCpuUsage();
  setInterval(() => {
    const at = process.hrtime.bigint();
    const { user, system } = process.threadCpuUsage(used);
    const late = Number(at - last) - every * 1e6;
    own.record(Math.max(1, Math.round(Math.min(late, (user + system) * 1000))));
    last = at;
    used = process.threadCpuUsage();
  }, every).unref();
  return () => {
    const said = {
      samples: own.count,
      own: [50, 99, 99.9, 100].map((part) => milliseconds(own.percentile(part))),
      raw: [50, 99, 99.9, 100].map((part) => Math.max(0, milliseconds(raw.percentile(part)) - every)),
    };
    own.reset();
    raw.reset();
    return said;
  };
}

function open(at: number): void {
  const loop = watchLoop();
  let saved: number[] | undefined;
  let forgetting: NodeJS.Timeout | undefined;

  const answers: Record<string, (input: never) => unknown> = {
    loop,
    async memory() {
      setFlagsFromString("--expose-gc");
      const collect = runInNewContext("gc") as () => void;
      for (let time = 0; time < 3; time++) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return process.memoryUsage();
    },
    /** The moments at which new things were saved, since this was asked last. */
    async saved() {
      if (!saved) {
        const { faults } = await import(`${server}/platform/outbox/faults.ts`);
        faults.at = (point: string) => void (point === "saved" && saved?.push(Number(process.hrtime.bigint())));
      }
      const before = saved ?? [];
      saved = [];
      return before;
    },
    /** What still has to follow, over all kinds of things. */
    async pending() {
      const { everyModel } = await import(`${server}/platform/outbox/kinds.ts`);
      let count = 0;
      for (const { model, names } of everyModel()) count += await model.countDocuments({ pending: { $in: names } });
      return count;
    },
    /** Nothing that was rendered is kept, from now on, until it is told otherwise. */
    async keepNothing(wanted: boolean) {
      clearInterval(forgetting);
      const forget = await forgetter();
      if (wanted) forgetting = setInterval(forget, every).unref();
      forget();
    },
    async closing({ webinarId }: { webinarId: string }) {
      const { closingFigures } = await import("./closing-figures.ts");
      return closingFigures(webinarId);
    },
  };

  createServer(async (request, response) => {
    try {
      let text = "";
      for await (const part of request) text += part;
      const said = await answers[request.url?.slice(1) ?? ""]?.(JSON.parse(text || "null") as never);
      response.end(JSON.stringify(said ?? null));
    } catch (thrown) {
      response.writeHead(500).end(String((thrown as Error).stack));
    }
  })
    .listen(at, "127.0.0.1")
    .unref();
}

async function forgetter(): Promise<() => void> {
  const { forgetKept } = await import(`${server}/platform/kept.ts`);
  return forgetKept;
}

if (isMainThread && port) open(Number(port));
