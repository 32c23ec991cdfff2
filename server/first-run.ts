/** What a first run finds: a demonstration community to walk through. */
import { readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { databaseFile, hasDatabase } from "./database/connect.ts";
import { readFirstAdminLink } from "./features/sessions/index.ts";
import { presentSettings } from "./features/settings/index.ts";
import { closeHouse, openHouse } from "./house.ts";
import type { Config } from "./platform/config.ts";
import { log } from "./platform/log.ts";
import { keepBeside, sayKept } from "./transfer/keep-beside.ts";

/** The demonstration community goes where no embedded database is yet, and never into a production. */
export async function seedWhereWanted(config: Config, say: (line: string) => void): Promise<void> {
  if (config.production || config.mongoUrl || hasDatabase(config.dataDir)) return;
  const { seedDemonstration } = await import("./seed/index.ts");
  // Made beside it and moved into place when it is whole: broken off in the midst, it is made anew.
  const making = join(config.dataDir, "making");
  rmSync(making, { recursive: true, force: true });
  const { level } = log;
  log.level = "warn";
  await openHouse({ ...config, dataDir: making, smtpUrl: undefined, movableClock: true });
  try {
    await seedDemonstration(say);
  } finally {
    await closeHouse();
    log.level = level;
  }
  for (const line of sayKept(keepBeside(join(config.dataDir, databaseFile)))) say(line);
  for (const made of readdirSync(making).sort(databaseLast)) renameSync(join(making, made), join(config.dataDir, made));
  rmSync(making, { recursive: true });
}

/** What whoever started it may want to do first, a paragraph each. */
export async function firstSteps(): Promise<string[]> {
  const link = await readFirstAdminLink();
  return [
    ...(await demonstration()),
    ...(link ? [`Make the first admin here (the link is good once):\n  ${link}`] : []),
  ];
}

/** Who signs in there. Its texts are read only where it stands. */
async function demonstration(): Promise<string[]> {
  if (!(await presentSettings()).demonstration) return [];
  const { demonstrationSignIns } = await import("./seed/index.ts");
  const { signInTable } = await import("./seed/sign-in-table.ts");
  return [signInTable(await demonstrationSignIns())];
}

/** With the database in place the demonstration counts as made. */
function databaseLast(one: string, other: string): number {
  return Number(one === databaseFile) - Number(other === databaseFile);
}
