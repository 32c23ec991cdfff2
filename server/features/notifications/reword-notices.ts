import { change } from "../../platform/outbox/index.ts";
import { system } from "../../platform/person.ts";
import { Notifications } from "./notification.model.ts";
import { excerptFor } from "./notify.ts";

/** What the inboxes show of a thing is what it says now; nothing where it is hidden. Again is harmless. */
export async function rewordNotices(subjectId: string, text: string): Promise<void> {
  const excerpt = excerptFor(text);
  const others = await Notifications.find({ subjectId, excerpt: { $ne: excerpt } }, { _id: 1 }).lean<
    { _id: string }[]
  >();
  for (const { _id } of others)
    await change(Notifications, { _id }, { $set: { excerpt } }, { person: system, pending: ["tell"] });
}
