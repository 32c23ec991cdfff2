/** What is shown of the settings and of the mails. */

import type { z } from "zod";
import { type MailView, SettingsView, type WholeMailView } from "../../../shared/contracts/settings.ts";
import { interfaceLanguages } from "../../../shared/languages.ts";
import { linksIn, type Mail } from "../../platform/mail/index.ts";
import { keepView } from "../../platform/operations/kept-views.ts";
import type { Settings } from "./settings.model.ts";

const kept = new WeakMap<Readonly<Settings>, SettingsView>();

/** Kept with the settings that were read: every page shows them. */
export function viewSettings(settings: Readonly<Settings>): SettingsView {
  const view = kept.get(settings) ?? keepView(SettingsView, viewed(settings));
  kept.set(settings, view);
  return view;
}

const viewed = (settings: Readonly<Settings>): SettingsView => ({
  communityName: settings.communityName,
  organisationName: settings.organisationName,
  tagline: settings.tagline,
  languages: settings.languages,
  interfaceLanguages: [...interfaceLanguages],
  timeZone: settings.timeZone,
  engagedMinutes: settings.engagedMinutes,
  demonstration: settings.demonstration,
  version: settings.version,
});

export const viewMail = (mail: Mail): z.infer<typeof MailView> => ({
  id: mail._id,
  to: mail.to,
  subject: mail.subject,
  state: mail.state,
  createdAt: mail.createdAt.toISOString(),
});

/** The text is there only where mails are written, not sent. */
export const viewWholeMail = (mail: Mail): z.infer<typeof WholeMailView> => ({
  ...viewMail(mail),
  text: mail.state === "written" ? mail.text : "",
  links: mail.state === "written" ? linksIn(mail.text) : [],
});
