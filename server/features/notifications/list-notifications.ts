import type { notifications } from "../../../shared/contracts/notifications.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { readPage } from "../../database/paging.ts";
import type { Person } from "../../platform/person.ts";
import { countUnread } from "./count-unread.ts";
import { Notifications } from "./notification.model.ts";
import { viewNotifications } from "./notifications.views.ts";

/** The own inbox, the latest first. */
export async function listNotifications(
  person: Person,
  { cursor, only }: Given<typeof notifications.listNotifications>,
): Promise<Answer<typeof notifications.listNotifications>> {
  const mine = { personId: person.id, ...(only === "unread" ? { readAt: null } : {}) };
  const [{ rows, next }, unread] = await Promise.all([readPage(Notifications, mine, cursor), countUnread(person.id)]);
  return { items: await viewNotifications(rows), next, unread };
}
