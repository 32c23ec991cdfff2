/** Where the links of mails lead: pages with a button, whose POST uses the token up. */
import { absolute } from "../../../platform/public-url.ts";

// In the query, not in the path: paths stand in logs.
const withToken = (path: string, token: string): string => absolute(`${path}?token=${token}`);

export const signInLink = (token: string): string => withToken("/sign-in/link", token);
export const resetLink = (token: string): string => withToken("/sign-in/reset", token);
export const joinLink = (token: string): string => withToken("/join", token);
export const firstAdminLink = (token: string): string => withToken("/first-admin", token);
