/** What works behind the doors: opened before anybody may knock, ended in order when the last has gone. */
import { connect, disconnect } from "./database/connect.ts";
import { startSessions, stopSessions } from "./features/sessions/index.ts";
import { startWebinars, stopWebinars } from "./features/webinars/index.ts";
import { startClock, stopClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { startJobs, stopJobs } from "./platform/jobs/index.ts";
import { startLimits, stopLimits } from "./platform/limits.ts";
import { startMail, stopMail } from "./platform/mail/index.ts";
import { startNode, stopNode } from "./platform/nodes/index.ts";
import { startOutbox, stopOutbox } from "./platform/outbox/index.ts";
import { setPublicUrl } from "./platform/public-url.ts";
import { forgetEpoch, presentEpoch } from "./platform/realtime/index.ts";

export interface HouseSettings extends Config {
  /** The time may be moved, for the seed, the replay and the tests. */
  movableClock?: boolean;
  /** Another server has taken this one's place: it must stop, and says why. */
  onLost?: (why: string) => void;
}

/** Whether people come by https: cookies are `Secure` then, and named `__Host-…`. */
export const isSecure = ({ publicUrl }: Pick<Config, "publicUrl">): boolean => publicUrl?.startsWith("https:") ?? false;

/** Opens the database and starts what works by itself. Throws with one clear sentence where it cannot. */
export async function openHouse(settings: HouseSettings): Promise<void> {
  const connection = await connect(settings);
  await startClock(connection, { movable: settings.movableClock ?? false });
  await startNode({ ...settings, shared: settings.mongoUrl !== undefined });
  setPublicUrl(settings.publicUrl ?? `http://localhost:${settings.port}`);
  startSessions({ ...settings, secure: isSecure(settings) });
  startMail(settings);
  startLimits(settings.redisUrl, await presentEpoch());
  await startOutbox();
  await startWebinars();
  startJobs();
}

/** What must follow a write is done before the database closes. */
export async function closeHouse(): Promise<void> {
  await stopJobs();
  await stopWebinars();
  await stopOutbox();
  await stopSessions();
  await stopMail();
  stopLimits();
  await stopNode();
  forgetEpoch();
  stopClock();
  await disconnect();
}
