/** Starts the server, says where it is, and stops it in order. */
import { readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closeHouse, openHouse, startHouse } from "./app.ts";
import { databaseFile, hasDatabase } from "./database/connect.ts";
import { readFirstAdminLink } from "./features/sessions/index.ts";
import { setClock } from "./platform/clock.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { type LimitName, liftLimits } from "./platform/limits.ts";
import { log } from "./platform/log.ts";
import { demonstrationSignIns, seedDemonstration } from "./seed/index.ts";

const flags = new Set(process.argv.slice(2));
const development = flags.has("--dev");
/** The replay starts its server so, and moves the time through the channel to its child; nobody else has one. */
const movableClock = flags.has("--movable-clock") && process.channel !== undefined;

try {
  const config = readConfig(process.env);
  await seedWhereWanted(config);
  const house = await startHouse({ ...config, development, movableClock });
  const link = await readFirstAdminLink();
  const signIns = await demonstrationSignIns();
  console.log(`\nColloquy runs on ${house.url}\n`);
  if (signIns.length > 0) console.log(`${signInTable(signIns)}\n`);
  if (link) console.log(`Make the first admin here (the link is good once):\n  ${link}\n`);
  process.send?.({ ready: house.url });
  listenToParent();
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "stopping");
      setTimeout(() => process.exit(1), 10_000).unref();
      void house.stop().then(() => process.exit(0));
    });
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
}

/** The demonstration community goes where no embedded database is yet, and never into a production. */
async function seedWhereWanted(config: Config): Promise<void> {
  if (config.production || config.mongoUrl || flags.has("--empty") || hasDatabase(config.dataDir)) return;
  // Made beside it and moved into place when it is whole: broken off in the midst, it is made anew.
  const making = join(config.dataDir, "making");
  rmSync(making, { recursive: true, force: true });
  const { level } = log;
  log.level = "warn";
  await openHouse({ ...config, dataDir: making, smtpUrl: undefined, movableClock: true });
  try {
    await seedDemonstration((line) => console.log(line));
  } finally {
    await closeHouse();
    log.level = level;
  }
  for (const made of readdirSync(making).sort(databaseLast)) renameSync(join(making, made), join(config.dataDir, made));
  rmSync(making, { recursive: true });
}

/** With the database in place the demonstration counts as made. */
function databaseLast(one: string, other: string): number {
  return Number(one === databaseFile) - Number(other === databaseFile);
}

function signInTable(signIns: { role: string; name: string; email: string; password: string }[]): string {
  const wide = (key: "role" | "email" | "password") => Math.max(...signIns.map((one) => one[key].length));
  const rows = signIns.map(
    ({ role, email, password, name }) =>
      `  ${role.padEnd(wide("role"))}  ${email.padEnd(wide("email"))}  ${password.padEnd(wide("password"))}  ${name}`,
  );
  return ["Sign in as", ...rows].join("\n");
}

/** The replay moves the time and lifts the limits that many people behind one address would meet. */
function listenToParent(): void {
  if (!movableClock) return;
  process.on("message", (message: { setClock?: number; ask?: number; liftLimits?: LimitName[] }) => {
    if (message.liftLimits) liftLimits(...message.liftLimits);
    if (message.setClock !== undefined)
      void setClock(new Date(message.setClock)).then(() => process.send?.({ moved: message.ask }));
  });
}
