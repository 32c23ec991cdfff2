/** How the server is, for whoever runs it (docs/operate.md). */
import { timeDatabase } from "./database-time.ts";
import { unwatchEventLoop, watchEventLoop } from "./event-loop.ts";
import { type PresentSettings, startPresent } from "./present.ts";
import { startReadiness } from "./ready.ts";
import { watchEngine } from "./watch-engine.ts";

export { mountVitals } from "./doors.ts";
export { beginStopping } from "./ready.ts";
export { noteRequests } from "./requests.ts";

export interface VitalsSettings extends PresentSettings {
  /** This server cannot go on, and why. */
  onLost?: ((why: string) => void) | undefined;
}
let unwatchEngine = () => {};

/** Begins to measure. */
export function startVitals({ onLost = () => {}, ...settings }: VitalsSettings): void {
  timeDatabase();
  watchEventLoop();
  startReadiness(settings);
  startPresent(settings);
  unwatchEngine = settings.database === "embedded" ? watchEngine(onLost) : () => {};
}
export function stopVitals(): void {
  unwatchEngine();
  unwatchEventLoop();
}
