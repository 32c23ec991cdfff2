/** Settings: what the community is called, its languages, its time zone; and the mails that were written. */
import { settings } from "../../../shared/contracts/settings.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { changeSettings } from "./change-settings.ts";
import { listMails } from "./list-mails.ts";
import { readMail } from "./read-mail.ts";
import { readSettings } from "./read-settings.ts";

export { markDemonstration, presentSettings } from "./present-settings.ts";

export const settingsFeature = (): Served[] =>
  serve("settings", settings, { readSettings, changeSettings, listMails, readMail });
