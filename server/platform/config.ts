/** Configuration from the environment, checked once at start; each fault names the variable that mends it. */
import { join } from "node:path";
import { z } from "zod";
import { logLevels } from "./log.ts";
import { isWeak } from "./secret.ts";

/** A fault, as it is said behind the name of its variable. */
const say = (text: string) => ({ error: text });

const whole = (fallback: number, least: number, most: number) =>
  z.coerce
    .number<string>(say(`must be a whole number from ${least} to ${most}`))
    .int(say(`must be a whole number from ${least} to ${most}`))
    .min(least, say(`must be ${least} at least`))
    .max(most, say(`must be ${most} at most`))
    .default(fallback);

const addressOf = (schemes: string[], example: string) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)), {
    error: `must begin with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}, as in ${example}`,
    abort: true,
  });
/** MongoDB's addresses name several hosts, and are read by its driver. */
const parsedAddressOf = (schemes: string[], example: string) =>
  addressOf(schemes, example).refine(URL.canParse, { error: `cannot be read as an address; it looks like ${example}` });

/** Every variable that is read, with what it is for. */
export const Environment = z.object({
  /** Where the server listens; 0 lets the system choose. */
  PORT: whole(3000, 0, 65_535),
  /** The one network address to listen at; all of this machine's where it is not given. */
  HOST: z.string().optional(),
  /** The address members use, `https://forum.example.org`; needed in production, for links in mails and the Origin check. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an address like https://forum.example.org" })
    .refine((text) => !URL.canParse(text) || new URL(text).pathname.replace(/\/+$/, "") === "", {
      error: "must name a host alone, without a path behind it",
    })
    .optional(),
  /** Where the embedded database, the secret and written mails are kept. */
  DATA_DIR: z.string().default(join(process.cwd(), "data")),
  /** The MongoDB that keeps everything, instead of the embedded database. */
  MONGO_URL: addressOf(["mongodb", "mongodb+srv"], "mongodb://host:27017/colloquy?replicaSet=rs0").optional(),
  /** The Redis by which several servers on one MongoDB hear each other. */
  REDIS_URL: parsedAddressOf(["redis", "rediss"], "redis://host:6379").optional(),
  /** Signs tokens and links. Made and kept in DATA_DIR where it is not given; in production it must be. */
  SECRET: z
    .string()
    .refine((text) => !isWeak(text), {
      error: "is too short or can be guessed; take 32 random characters at least (openssl rand -hex 32)",
    })
    .optional(),
  /** The mail server, `smtp://user:password@host:587`; without one mails are written as files into DATA_DIR/mails. */
  SMTP_URL: parsedAddressOf(["smtp", "smtps"], "smtp://user:password@host:587").optional(),
  /** Who mails come from. */
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
      say("must be like Colloquy <colloquy@example.org>"),
    )
    .default("Colloquy <colloquy@localhost>"),
  /** `production` demands what a server on the internet needs and plants no demonstration. */
  NODE_ENV: z
    .enum(["development", "production", "test"], say("must be development, production or test"))
    .default("development"),
  /** How many proxies stand in front, for the client's address. */
  TRUSTED_PROXIES: whole(0, 0, 8),
  /** What is logged at least: trace, debug, info, warn, error, fatal, silent; `info` in production, else `warn`. */
  LOG_LEVEL: z.enum(logLevels, say(`must be one of ${logLevels.join(", ")}`)).optional(),
  /** Opens /metrics to whoever sends it as `Authorization: Bearer …`; without it only this machine may read them. */
  METRICS_TOKEN: z.string().min(16, say("must have 16 characters at least (openssl rand -hex 16)")).optional(),
  /** How long a server that was told to stop goes on answering while /readyz says no, so that a proxy notices: seconds. */
  DRAIN_SECONDS: whole(0, 0, 60),
});

export interface Config {
  port: number;
  host: string | undefined;
  publicUrl: string | undefined;
  dataDir: string;
  mongoUrl: string | undefined;
  redisUrl: string | undefined;
  secret: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  production: boolean;
  trustedProxies: number;
  metricsToken: string | undefined;
  drainSeconds: number;
}

/** One thing that is wrong, and the variable that mends it. */
export interface Fault {
  variable: string;
  says: string;
}

/** Reads the configuration: it, or everything that is wrong with it. Values of variables are not said again: some are secrets. */
export function checkConfig(environment: Record<string, string | undefined>): {
  config: Config | null;
  faults: Fault[];
} {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ variable: path.join("."), says: message }));
  if (given["NODE_ENV"] === "production") faults.push(...faultsOfProduction(given));
  return { config: parsed.success && faults.length === 0 ? configOf(parsed.data) : null, faults };
}

/** The same where a fault ends it. Throws an error whose message lists every fault, a line each. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const { config, faults } = checkConfig(environment);
  if (config) return config;
  throw new Error(
    `Colloquy cannot start:\n  ${faults.map(({ variable, says }) => `${variable}: ${says}`).join("\n  ")}`,
  );
}

function faultsOfProduction({ SECRET, PUBLIC_URL }: Record<string, string | undefined>): Fault[] {
  const faults: Fault[] = [];
  if (!SECRET)
    faults.push({
      variable: "SECRET",
      says: "production needs one, 32 random characters at least (openssl rand -hex 32)",
    });
  if (!PUBLIC_URL) faults.push({ variable: "PUBLIC_URL", says: "production needs the address that members use" });
  const url = PUBLIC_URL && URL.canParse(PUBLIC_URL) ? new URL(PUBLIC_URL) : undefined;
  if (url?.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
    faults.push({ variable: "PUBLIC_URL", says: "production speaks https, except on localhost" });
  return faults;
}

const configOf = (it: z.output<typeof Environment>): Config => ({
  port: it.PORT,
  host: it.HOST,
  publicUrl: it.PUBLIC_URL?.replace(/\/+$/, ""),
  dataDir: it.DATA_DIR,
  mongoUrl: it.MONGO_URL,
  redisUrl: it.REDIS_URL,
  secret: it.SECRET,
  smtpUrl: it.SMTP_URL,
  mailFrom: it.MAIL_FROM,
  production: it.NODE_ENV === "production",
  trustedProxies: it.TRUSTED_PROXIES,
  metricsToken: it.METRICS_TOKEN,
  drainSeconds: it.DRAIN_SECONDS,
});

/** What people write who mean another variable. */
const meant: Record<string, keyof typeof Environment.shape> = {
  MONGODB_URL: "MONGO_URL",
  MONGODB_URI: "MONGO_URL",
  MONGO_URI: "MONGO_URL",
  DATABASE_URL: "MONGO_URL",
  REDIS_URI: "REDIS_URL",
  REDIS_HOST: "REDIS_URL",
  SMTP_URI: "SMTP_URL",
  SMTP_HOST: "SMTP_URL",
  MAIL_URL: "SMTP_URL",
  EMAIL_FROM: "MAIL_FROM",
  SMTP_FROM: "MAIL_FROM",
  BASE_URL: "PUBLIC_URL",
  APP_URL: "PUBLIC_URL",
  SITE_URL: "PUBLIC_URL",
  ROOT_URL: "PUBLIC_URL",
  SECRET_KEY: "SECRET",
  JWT_SECRET: "SECRET",
  SESSION_SECRET: "SECRET",
  DATA_PATH: "DATA_DIR",
  DATA_FOLDER: "DATA_DIR",
  TRUST_PROXY: "TRUSTED_PROXIES",
  TRUSTED_PROXY: "TRUSTED_PROXIES",
  LOGLEVEL: "LOG_LEVEL",
  METRICS_SECRET: "METRICS_TOKEN",
};

/** Variables that nobody reads but that look like ones that are read: `[written, meant]`. */
export function misnamed(environment: Record<string, string | undefined>): [written: string, wanted: string][] {
  const known = Object.keys(Environment.shape);
  return Object.keys(environment).flatMap((name): [string, string][] => {
    if (known.includes(name)) return [];
    const wanted =
      meant[name.toUpperCase()] ??
      known.find((one) => name.toUpperCase() === one || name.toUpperCase() === `COLLOQUY_${one}`) ??
      known.find((one) => one.length > 5 && isOneOff(name.toUpperCase(), one));
    return wanted ? [[name, wanted]] : [];
  });
}

/** Whether one letter more, less or other makes them equal, or two that changed places. */
export function isOneOff(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(""));
}
