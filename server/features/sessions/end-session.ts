/** Ends a session, here and on its sockets. */
import { now } from "../../platform/clock.ts";
import { endSockets } from "../../platform/realtime/index.ts";
import { forgetSession } from "./present-session.ts";
import { Sessions } from "./session.model.ts";

export async function endSession(sessionId: string): Promise<void> {
  await Sessions.updateOne({ _id: sessionId, endedAt: null }, { $set: { endedAt: now() }, $inc: { version: 1 } });
  forgetSession(sessionId);
  endSockets({ sessionId });
}
