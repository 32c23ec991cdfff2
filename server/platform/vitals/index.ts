/** How the server is, for whoever runs it (docs/operate.md). */
import { timeDatabase } from "./database-time.ts";
import { unwatchEventLoop, watchEventLoop } from "./event-loop.ts";
import { type PresentSettings, startPresent } from "./present.ts";
import { startReadiness } from "./ready.ts";

export { mountVitals } from "./doors.ts";
export { beginStopping } from "./ready.ts";
export { noteRequests } from "./requests.ts";

/** Begins to measure. */
export function startVitals(settings: PresentSettings): void {
  timeDatabase();
  watchEventLoop();
  startReadiness(settings);
  startPresent(settings);
}
export const stopVitals = (): void => unwatchEventLoop();
