import type { SettingsView, settings } from "../../../shared/contracts/settings.ts";
import { interfaceLanguages } from "../../../shared/languages.ts";
import type { Given } from "../../../shared/operation.ts";
import { change, changedBefore } from "../../platform/outbox/index.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { isZone } from "../../platform/time-zone.ts";
import { presentSettings } from "./present-settings.ts";
import { communityId, SettingsDocuments } from "./settings.model.ts";
import { mayChangeSettings } from "./settings.policy.ts";
import { viewSettings } from "./settings.views.ts";

/** Changes the community's settings, all at once. */
export async function changeSettings(
  person: Person,
  { changeId, ...wanted }: Given<typeof settings.changeSettings>,
): Promise<SettingsView> {
  const earlier = await changedBefore(SettingsDocuments, person, communityId, changeId);
  if (earlier) return viewSettings(earlier);

  if (!mayChangeSettings(person)) throw new Problem("not-allowed");
  if (!isZone(wanted.timeZone)) throw new Problem("bad-input", { fields: { timeZone: "unknown" } });
  await presentSettings();
  // The interface's languages are always among those that texts may have.
  const languages = [...new Set([...interfaceLanguages, ...wanted.languages])];
  const changed = await change(
    SettingsDocuments,
    { _id: communityId },
    { $set: { ...wanted, languages } },
    { person, changeId, pending: [] },
  );
  if (!changed) throw new Problem("unavailable");
  return viewSettings(changed);
}
