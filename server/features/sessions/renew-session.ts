/** Trades a refresh token for its successor; the same one for all who come with it, and the end for who comes too late. */
import { now } from "../../platform/clock.ts";
import { log } from "../../platform/log.ts";
import { noteSeen } from "../members/index.ts";
import { endSession } from "./end-session.ts";
import { forgetSession, type Present, readSession } from "./present-session.ts";
import { judge, type RefreshToken } from "./refresh-token.ts";
import { type Session, Sessions } from "./session.model.ts";

/** The session with its present generation, for new cookies; null where it has ended, now or before. */
export async function renewSession({ sessionId, generation }: RefreshToken): Promise<Present | null> {
  for (let tries = 0; tries < 5; tries++) {
    const present = await readSession(sessionId);
    if (!present) return null;
    switch (judge(generation, present.session, now())) {
      case "former":
        return present;
      case "reused":
        log.warn(
          { session: sessionId, person: present.person.id },
          "a refresh token came back too late: the session ends",
        );
        await endSession(sessionId);
        return null;
      default: {
        const rotated = await rotate(present.session, generation + 1);
        if (rotated) {
          await noteSeen(present.account);
          return { ...present, session: rotated };
        }
      }
    }
  }
  return null;
}

/** Null where another request was quicker: what it made is the successor then. */
async function rotate({ _id, generation }: Session, next: number): Promise<Session | null> {
  const at = now();
  const rotated = await Sessions.findOneAndUpdate(
    { _id, generation, endedAt: null },
    { $set: { generation: next, seenAt: null, usedAt: at }, $inc: { version: 1 } },
    { returnDocument: "after" },
  ).lean<Session>();
  if (rotated) forgetSession(_id);
  return rotated;
}

/** The present refresh token came back: from now on its predecessor has a minute. */
export async function noteReturn({ _id, generation }: Session): Promise<void> {
  await Sessions.updateOne({ _id, generation, seenAt: null }, { $set: { seenAt: now() }, $inc: { version: 1 } });
  forgetSession(_id);
}
