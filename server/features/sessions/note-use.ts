/** A page may stay open for weeks on its socket alone: what it asks for there is use of its session, noted once a day. */
import { now, nowMs } from "../../platform/clock.ts";
import { log } from "../../platform/log.ts";
import { forgetSession, presentSession } from "./present-session.ts";
import { Sessions } from "./session.model.ts";

const day = 86_400_000;

/** Never fails: what was asked for does not depend on it. */
export async function noteUse(sessionId: string): Promise<void> {
  try {
    const present = await presentSession(sessionId);
    if (!present || nowMs() - present.session.usedAt.getTime() < day) return;
    const { usedAt } = present.session;
    await Sessions.updateOne(
      { _id: sessionId, usedAt, endedAt: null },
      { $set: { usedAt: now() }, $inc: { version: 1 } },
    );
    forgetSession(sessionId);
  } catch (error) {
    log.warn({ error, session: sessionId }, "the use of a session was not noted");
  }
}
