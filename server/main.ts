/** Starts the server, says where it is, and stops it in order. */
import { flushCompileCache } from "node:module";
import type { House } from "./app.ts";
import { sayWhyNotStarted } from "./bad-start.ts";
import { tryBeforeStart } from "./checks/before-start.ts";
import { startWriterEarly } from "./embedded-database/threads.ts";
import { type Flag, readFlags, usage } from "./flags.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { loadTheRest } from "./platform/lazily.ts";
import type { LimitName } from "./platform/limits.ts";
import { flushLog, log } from "./platform/log.ts";

for (const event of ["uncaughtException", "unhandledRejection"] as const) process.on(event, endBroken);

let config: Config | undefined;
try {
  const flags = readFlags(process.argv.slice(2));
  if (flags.has("--help")) {
    console.log(usage);
    process.exit(0);
  }
  if (flags.has("--check-config")) {
    const { checkEverything } = await import("./checks/index.ts");
    process.exit((await checkEverything(process.env, console.log)) ? 0 : 1);
  }
  config = readConfig(process.env);
  await tryBeforeStart(config, console.error);
  await run(config, flags);
} catch (thrown) {
  const why = config ? sayWhyNotStarted(thrown, config) : (thrown as Error).message;
  console.error(why.startsWith("Colloquy cannot start") ? why : `Colloquy cannot start:\n  ${why}`);
  process.exit(1);
}

/** The house is loaded only now: a start that cannot be good has ended by then. */
async function run(settings: Config, flags: Set<Flag>): Promise<void> {
  if (!settings.mongoUrl) startWriterEarly();
  const { startHouse } = await import("./app.ts");
  const { readRenderer } = await import("./platform/pages/render-bundle.ts");
  const { firstSteps, seedWhereWanted } = await import("./first-run.ts");
  /** The replay starts its server so, and moves the time through the channel to its child; nobody else has one. */
  const movableClock = flags.has("--movable-clock") && process.channel !== undefined;
  if (!flags.has("--empty")) await seedWhereWanted(settings, console.log);
  if (!flags.has("--dev")) readRenderer().catch(() => {});
  const house = await startHouse({ ...settings, development: flags.has("--dev"), movableClock, onLost: endAtOnce });
  stopInOrder(house, settings);
  console.log(`\nColloquy runs on ${house.url}\n`);
  for (const paragraph of await firstSteps()) console.log(`${paragraph}\n`);
  log.info({ port: house.port, production: settings.production }, "started");
  setTimeout(loadTheRest, 1_000).unref();
  // Now, and not at the end: that may be a sudden one.
  setTimeout(flushCompileCache, 5_000).unref();
  if (movableClock) await listenToParent();
  process.send?.({ ready: house.url });
}

/** Another server has this one's place: whoever is served here hears nothing of what happens there. */
function endAtOnce(why: string): never {
  console.error(why);
  flushLog();
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
async function listenToParent(): Promise<void> {
  const { setClock } = await import("./platform/clock.ts");
  const { liftLimits } = await import("./platform/limits.ts");
  process.on("message", (message: { setClock?: number; ask?: number; liftLimits?: LimitName[] }) => {
    if (message.liftLimits) liftLimits(...message.liftLimits);
    if (message.setClock !== undefined)
      void setClock(new Date(message.setClock)).then(
        () => process.send?.({ moved: message.ask }),
        () => process.send?.({ notMoved: message.ask }),
      );
  });
}
