/** How long the event loop was held: what waits for it waits so long. */
import { monitorEventLoopDelay } from "node:perf_hooks";

/** Milliseconds between two looks; a delay is what comes on top. */
const resolution = 10;
/** Looks that are asked for sooner than this see the same figures. */
const shortest = 5_000;
const nothing = { p50: 0, p99: 0, p999: 0, max: 0 };

let monitor: ReturnType<typeof monitorEventLoopDelay> | undefined;
let figures = nothing;
let readAt = 0;

export function watchEventLoop(): void {
  monitor ??= monitorEventLoopDelay({ resolution });
  monitor.enable();
  readAt = performance.now();
}
export function unwatchEventLoop(): void {
  monitor?.disable();
  monitor = undefined;
  figures = nothing;
}

/** Seconds, since the last reading. */
export function readEventLoopDelay(): typeof nothing {
  if (!monitor || performance.now() - readAt < shortest) return figures;
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolution / 1000);
  figures = {
    p50: seconds(monitor.percentile(50)),
    p99: seconds(monitor.percentile(99)),
    p999: seconds(monitor.percentile(99.9)),
    max: seconds(monitor.max),
  };
  monitor.reset();
  readAt = performance.now();
  return figures;
}
