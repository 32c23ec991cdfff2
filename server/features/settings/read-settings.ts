import type { SettingsView } from "../../../shared/contracts/settings.ts";
import { presentSettings } from "./present-settings.ts";
import { viewSettings } from "./settings.views.ts";

/** The settings, for anyone: every page shows the community's name. */
export async function readSettings(): Promise<SettingsView> {
  return viewSettings(await presentSettings());
}
