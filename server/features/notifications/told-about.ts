import { readAll } from "../../database/read.ts";
import { type Notification, Notifications } from "./notification.model.ts";

/** The ids of those in whose inboxes something stands about a thing, for whatever reason. */
export async function toldAbout(subjectId: string): Promise<Set<string>> {
  const told = await readAll<Notification, Pick<Notification, "personId">>(
    Notifications,
    { subjectId },
    { projection: { personId: 1, _id: 0 } },
  );
  return new Set(told.map(({ personId }) => personId));
}
