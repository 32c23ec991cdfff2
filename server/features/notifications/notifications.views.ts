/** Notifications as their owner sees them. */
import type { NotificationView } from "../../../shared/contracts/notifications.ts";
import { findPeople } from "../members/index.ts";
import type { Notification } from "./notification.model.ts";

export async function viewNotifications(notifications: Notification[]): Promise<NotificationView[]> {
  const people = await findPeople(notifications.flatMap(({ actorId }) => actorId ?? []));
  return notifications.map((notification) => ({
    id: notification._id,
    kind: notification.kind,
    actor: notification.actorId === null ? null : (people.get(notification.actorId) ?? null),
    title: notification.title,
    excerpt: notification.excerpt,
    language: notification.language,
    link: notification.link,
    reason: notification.reason,
    count: notification.count,
    createdAt: notification.createdAt.toISOString(),
    readAt: notification.readAt?.toISOString() ?? null,
    version: notification.version,
  }));
}
