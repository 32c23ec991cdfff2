/** `--check-config`: tries everything that the configuration names, a line each, and changes nothing. */
import { join, resolve } from "node:path";
import { sayWhyNotStarted } from "../bad-start.ts";
import { type Config, checkConfig, Environment, misnamed } from "../platform/config.ts";
import { tryAddress } from "./address.ts";
import { tryDatabase } from "./database.ts";
import { needsFolder, tryFolder, tryRoom } from "./folder.ts";
import { tryMail } from "./mail.ts";
import { tryPort } from "./port.ts";
import { tryRedis } from "./redis.ts";

/** What is tried, the variable that mends it, and how; what was found, or an error that says what is wrong. */
type Trial = [what: string, variable: string, trial: (config: Config) => Promise<string | null>];

const refusing = (why: string | null, found: string): string => {
  if (why !== null) throw new Error(why);
  return found;
};

const trials: Trial[] = [
  ["address", "PUBLIC_URL", tryAddress],
  [
    "secret",
    "SECRET",
    async ({ secret, dataDir }) =>
      secret === undefined
        ? `kept in ${join(resolve(dataDir), "secret")}`
        : "long enough, and no word of any instructions",
  ],
  ["port", "PORT", async (config) => refusing(await tryPort(config), `${config.port} is free`)],
  [
    "folder",
    "DATA_DIR",
    async (config) =>
      needsFolder(config) ? refusing(await tryFolder(config), `${resolve(config.dataDir)} may be written`) : null,
  ],
  [
    "room",
    "DATA_DIR",
    async (config) => {
      const free = needsFolder(config) ? await tryRoom(config) : null;
      if (typeof free === "string") throw new Error(free);
      return free === null ? null : `${free} MB are free there`;
    },
  ],
  ["database", "MONGO_URL", tryDatabase],
  [
    "other servers",
    "REDIS_URL",
    async ({ redisUrl }) => (redisUrl ? tryRedis(redisUrl) : "none: this is the only server"),
  ],
  [
    "mail",
    "SMTP_URL",
    async ({ smtpUrl, dataDir }) =>
      smtpUrl ? tryMail(smtpUrl) : `written as files into ${join(resolve(dataDir), "mails")}, sent to nobody`,
  ],
  [
    "metrics",
    "METRICS_TOKEN",
    async ({ metricsToken }) => (metricsToken ? "for who has the token" : "for this machine alone"),
  ],
];

/** Says a line for each; true where a server would start. */
export async function checkEverything(
  environment: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<boolean> {
  for (const [written, wanted] of misnamed(environment))
    say(`hint   ${written} is set, but nobody reads it: ${wanted} is the name`);
  const { config, faults } = checkConfig(environment);
  for (const { variable, says } of faults) say(`fault  ${variable}: ${says}`);
  for (const variable of Object.keys(Environment.shape))
    if (environment[variable] && !faults.some((fault) => fault.variable === variable))
      say(`ok     ${variable} can be read`);
  if (!config) {
    say("\nNothing was tried yet: mend what is at fault, and check again.");
    return false;
  }
  let good = true;
  for (const [what, variable, trial] of trials) {
    try {
      const found = await trial(config);
      if (found !== null) say(`ok     ${what}: ${found}`);
    } catch (thrown) {
      good = false;
      const why = sayWhyNotStarted(thrown, config);
      say(`fault  ${/^[A-Z_]{4,}\b/.test(why) ? why : `${variable}: ${why}`}`);
    }
  }
  say(good ? "\nEverything is ready for a start." : "\nA server would not start, or not work, like this.");
  return good;
}
