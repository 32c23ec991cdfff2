/** The community's own settings, and the mails that were written where no mail server is configured. */
import { z } from "zod";
import { operation } from "../operation.ts";
import { Cursor, Id, Language, line, Moment, NewId, Nothing, pageOf, TimeZone } from "./common.ts";

/** What every page knows of its community. */
export const SettingsView = z.object({
  communityName: z.string(),
  organisationName: z.string(),
  tagline: z.string(),
  /** Content languages, the interface's among them. */
  languages: z.array(z.string()),
  interfaceLanguages: z.array(z.string()),
  timeZone: z.string(),
  /** Present for more than this many minutes counts as engaged. */
  engagedMinutes: z.int(),
  demonstration: z.boolean(),
  version: z.int(),
});
export type SettingsView = z.infer<typeof SettingsView>;

/** A mail in the list. `written`: kept as a file, since no mail server is configured. */
export const MailView = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  state: z.enum(["waiting", "sent", "written", "failed"]),
  createdAt: Moment,
});
/** A mail with its text and links, where it was written and not sent. */
export const WholeMailView = MailView.extend({ text: z.string(), links: z.array(z.string()) });

export const settings = {
  readSettings: operation({ http: "GET /settings", access: "anyone", input: Nothing, output: SettingsView }),
  changeSettings: operation({
    http: "PATCH /settings",
    access: "admin",
    input: z.strictObject({
      changeId: NewId,
      communityName: line(80),
      organisationName: line(80, 0),
      tagline: line(300, 0),
      languages: z.array(Language).min(1).max(20),
      timeZone: TimeZone,
      engagedMinutes: z.int().min(1).max(240),
    }),
    output: SettingsView,
  }),
  listMails: operation({
    http: "GET /mails",
    access: "admin",
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: pageOf(MailView),
  }),
  readMail: operation({
    http: "GET /mails/:mailId",
    access: "admin",
    input: z.strictObject({ mailId: Id }),
    output: WholeMailView,
  }),
};
