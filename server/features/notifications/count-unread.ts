/** How many notifications somebody has not read. */
import { Notifications } from "./notification.model.ts";

/** Above it the number says nothing more, and counting it would cost. */
const most = 1000;

export const countUnread = (personId: string): Promise<number> =>
  Notifications.countDocuments({ personId, readAt: null }, { limit: most }).exec();
