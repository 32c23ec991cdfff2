import type { notifications } from "../../../shared/contracts/notifications.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { now } from "../../platform/clock.ts";
import { change } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { retellMe } from "../members/index.ts";
import { countUnread } from "./count-unread.ts";
import { type Notification, Notifications } from "./notification.model.ts";

type Input = Given<typeof notifications.markRead>;
const atOnce = 50;

/** Marks one notification as read, or all up to a moment; on every page that the person has open. */
export async function markRead(
  person: Person,
  { id, upTo, changeId }: Input,
): Promise<Answer<typeof notifications.markRead>> {
  const marked =
    id !== undefined ? await markOne(person, id, changeId) : await markAll(person, momentOf(upTo), changeId);
  if (marked > 0) await retellMe(person.id);
  return { unread: await countUnread(person.id) };
}

function momentOf(upTo: string | undefined): Date {
  if (upTo === undefined) throw new Problem("bad-input", { fields: { id: "required" } });
  return new Date(upTo);
}

async function markOne(person: Person, id: string, changeId: string): Promise<number> {
  const mine = await Notifications.findOne({ _id: id, personId: person.id }, { readAt: 1 }).lean<Notification>();
  if (!mine) throw new Problem("not-found");
  return mine.readAt === null ? mark(person, id, changeId) : 0;
}

async function markAll(person: Person, upTo: Date, changeId: string): Promise<number> {
  let marked = 0;
  for (;;) {
    const unread = await Notifications.find(
      { personId: person.id, readAt: null, createdAt: { $lte: upTo } },
      { _id: 1 },
    )
      .sort({ createdAt: -1, _id: -1 })
      .limit(atOnce)
      .lean<Pick<Notification, "_id">[]>();
    const done = await Promise.all(unread.map(({ _id }) => mark(person, _id, changeId)));
    marked += done.reduce((sum, one) => sum + one, 0);
    if (unread.length < atOnce) return marked;
  }
}

/** 1 where it was unread until now. */
async function mark(person: Person, id: string, changeId: string): Promise<number> {
  const unread = { _id: id, personId: person.id, readAt: null };
  const changed = await change(
    Notifications,
    unread,
    { $set: { readAt: now() } },
    { person, changeId, pending: ["tell"] },
  );
  return changed ? 1 : 0;
}
