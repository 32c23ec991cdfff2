/** Starts the server, says where it is, and stops it in order. */
import { type House, startHouse } from "./app.ts";
import { readFirstAdminLink } from "./features/sessions/index.ts";
import { seedWhereWanted } from "./first-run.ts";
import { setClock } from "./platform/clock.ts";
import { readConfig } from "./platform/config.ts";
import { type LimitName, liftLimits } from "./platform/limits.ts";
import { log } from "./platform/log.ts";
import { demonstrationSignIns } from "./seed/index.ts";
import { signInTable } from "./seed/sign-in-table.ts";

const flags = new Set(process.argv.slice(2));
const development = flags.has("--dev");
/** The replay starts its server so, and moves the time through the channel to its child; nobody else has one. */
const movableClock = flags.has("--movable-clock") && process.channel !== undefined;

try {
  const config = readConfig(process.env);
  if (!flags.has("--empty")) await seedWhereWanted(config, console.log);
  const house = await startHouse({ ...config, development, movableClock, onLost: endAtOnce });
  const link = await readFirstAdminLink();
  const signIns = await demonstrationSignIns();
  console.log(`\nColloquy runs on ${house.url}\n`);
  if (signIns.length > 0) console.log(`${signInTable(signIns)}\n`);
  if (link) console.log(`Make the first admin here (the link is good once):\n  ${link}\n`);
  process.send?.({ ready: house.url });
  listenToParent();
  stopInOrder(house);
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
}

/** Another server has this one's place: whoever is served here hears nothing of what happens there. */
function endAtOnce(why: string): never {
  console.error(why);
  process.exit(1);
}

/** At the first signal; a second one, or ten seconds, ends it as it stands. */
function stopInOrder(house: House): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "stopping");
      setTimeout(() => process.exit(1), 10_000).unref();
      void house.stop().then(() => process.exit(0));
    });
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
