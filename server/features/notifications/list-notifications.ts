import type { notifications } from "../../../shared/contracts/notifications.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import { afterCursor, cutPage } from "../../database/paging.ts";
import type { Person } from "../../platform/person.ts";
import { countUnread } from "./count-unread.ts";
import { type Notification, Notifications } from "./notification.model.ts";
import { viewNotifications } from "./notifications.views.ts";

const PAGE = 30;

/** The own inbox, the latest first. */
export async function listNotifications(
  person: Person,
  { cursor, only }: Given<typeof notifications.listNotifications>,
): Promise<Answer<typeof notifications.listNotifications>> {
  const mine = { personId: person.id, ...(only === "unread" ? { readAt: null } : {}) };
  const [found, unread] = await Promise.all([
    Notifications.find({ ...mine, ...afterCursor(cursor, "createdAt", -1) })
      .sort({ createdAt: -1, _id: -1 })
      .limit(PAGE + 1)
      .lean<Notification[]>(),
    countUnread(person.id),
  ]);
  const { rows, next } = cutPage(found, PAGE, ({ createdAt }) => createdAt);
  return { items: await viewNotifications(rows), next, unread };
}
