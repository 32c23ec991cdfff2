/** Starts the server, says where it is, and stops it in order. */
import { type House, startHouse } from "./app.ts";
import { sayWhyNotStarted } from "./bad-start.ts";
import { tryBeforeStart } from "./checks/before-start.ts";
import { checkEverything } from "./checks/index.ts";
import { readFirstAdminLink } from "./features/sessions/index.ts";
import { seedWhereWanted } from "./first-run.ts";
import { readFlags } from "./flags.ts";
import { setClock } from "./platform/clock.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { type LimitName, liftLimits } from "./platform/limits.ts";
import { flushLog, log } from "./platform/log.ts";
import { demonstrationSignIns } from "./seed/index.ts";
import { signInTable } from "./seed/sign-in-table.ts";

for (const event of ["uncaughtException", "unhandledRejection"] as const) process.on(event, endBroken);

let config: Config | undefined;
try {
  const flags = readFlags(process.argv.slice(2));
  if (flags.has("--check-config")) process.exit((await checkEverything(process.env, console.log)) ? 0 : 1);
  config = readConfig(process.env);
  await tryBeforeStart(config, console.error);
  /** The replay starts its server so, and moves the time through the channel to its child; nobody else has one. */
  const movableClock = flags.has("--movable-clock") && process.channel !== undefined;
  if (!flags.has("--empty")) await seedWhereWanted(config, console.log);
  const house = await startHouse({ ...config, development: flags.has("--dev"), movableClock, onLost: endAtOnce });
  stopInOrder(house, config);
  const link = await readFirstAdminLink();
  const signIns = await demonstrationSignIns();
  console.log(`\nColloquy runs on ${house.url}\n`);
  if (signIns.length > 0) console.log(`${signInTable(signIns)}\n`);
  if (link) console.log(`Make the first admin here (the link is good once):\n  ${link}\n`);
  log.info({ port: house.port, production: config.production, pid: process.pid }, "started");
  process.send?.({ ready: house.url });
  if (movableClock) listenToParent();
} catch (thrown) {
  const why = config ? sayWhyNotStarted(thrown, config) : (thrown as Error).message;
  console.error(why.startsWith("Colloquy cannot start") ? why : `Colloquy cannot start:\n  ${why}`);
  process.exit(1);
}

/** Another server has this one's place: whoever is served here hears nothing of what happens there. */
function endAtOnce(why: string): never {
  console.error(why);
  process.exit(1);
}

/** What nobody caught may have left anything half done: the next start finds all that was acknowledged. */
function endBroken(thrown: unknown): void {
  log.fatal({ error: thrown }, "something broke that nobody caught: the server ends");
  flushLog();
  process.exit(1);
}

/** At the first signal; a second one, or ten seconds, ends it as it stands. */
function stopInOrder(house: House, { drainSeconds }: Config): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (stopping) {
        log.warn({ signal }, "told twice: it ends as it stands");
        process.exit(1);
      }
      stopping = true;
      log.info({ signal }, "stopping");
      setTimeout(
        () => {
          log.error("it has not stopped within ten seconds: it ends as it stands");
          process.exit(1);
        },
        10_000 + drainSeconds * 1000,
      ).unref();
      void house.stop().then(() => {
        log.info("stopped");
        process.exit(0);
      });
    });
}

/** The replay moves the time and lifts the limits that many people behind one address would meet. */
function listenToParent(): void {
  process.on("message", (message: { setClock?: number; ask?: number; liftLimits?: LimitName[] }) => {
    if (message.liftLimits) liftLimits(...message.liftLimits);
    if (message.setClock !== undefined)
      void setClock(new Date(message.setClock)).then(() => process.send?.({ moved: message.ask }));
  });
}
