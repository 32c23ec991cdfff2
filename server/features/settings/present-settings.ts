/** The settings as they stand; made with what suits most communities where there are none yet. */

import { randomBytes } from "node:crypto";
import { contentLanguages } from "../../../shared/languages.ts";
import { isDuplicate } from "../../database/duplicate.ts";
import { readOne } from "../../database/read.ts";
import { now } from "../../platform/clock.ts";
import { communityId, type Settings, SettingsDocuments } from "./settings.model.ts";

const initial = () => ({
  communityName: "Colloquy",
  organisationName: "",
  tagline: "",
  languages: [...contentLanguages],
  timeZone: "UTC",
  engagedMinutes: 30,
  demonstration: false,
  firstAdminNonce: randomBytes(24).toString("base64url"),
});

/** Reads the one document; the first who asks makes it. */
export async function presentSettings(): Promise<Settings> {
  return (await find()) ?? (await make());
}

const find = () => readOne(SettingsDocuments, { _id: communityId });

async function make(): Promise<Settings> {
  try {
    await SettingsDocuments.create({ _id: communityId, createdAt: now(), version: 1, ...initial() });
  } catch (thrown) {
    // Two at once: the other's stands.
    if (!isDuplicate(thrown)) throw thrown;
  }
  return (await find()) as Settings;
}

/** Says on every page that the data is a demonstration. */
export async function markDemonstration(): Promise<void> {
  await presentSettings();
  await SettingsDocuments.updateOne(
    { _id: communityId, demonstration: false },
    { $set: { demonstration: true }, $inc: { version: 1 } },
  );
}
