/** The inbox: what concerns one person, each thing once, live, with the count of what is unread. */
import { notifications } from "../../../shared/contracts/notifications.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { registerKind } from "../../platform/outbox/index.ts";
import { registerUnread, retellMe } from "../members/index.ts";
import { countUnread } from "./count-unread.ts";
import { listNotifications } from "./list-notifications.ts";
import { mailGuest } from "./mail-guest.ts";
import { markRead } from "./mark-read.ts";
import { Notifications } from "./notification.model.ts";
import { viewNotifications } from "./notifications.views.ts";

registerKind({
  kind: "notification",
  model: Notifications,
  streams: ["person"],
  views: viewNotifications,
  effects: { unread: ({ personId }) => retellMe(personId), mail: mailGuest },
});
registerUnread(countUnread);

export { type NewNotification, notify } from "./notify.ts";
export { rewordNotices } from "./reword-notices.ts";
export { toldAbout } from "./told-about.ts";

export const notificationsFeature = (): Served[] =>
  serve("notifications", notifications, { listNotifications, markRead });
