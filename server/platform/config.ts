/** Configuration from the environment, checked once at start; each fault names the variable that mends it. */
import { join } from "node:path";
import { z } from "zod";

const whole = (fallback: number, least: number, most: number) =>
  z.coerce.number<string>().int().min(least).max(most).default(fallback);

const Environment = z.object({
  PORT: whole(3000, 0, 65_535),
  HOST: z.string().optional(),
  /** The address members use, `https://forum.example.org`; needed in production, for links in mails and the Origin check. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().default(join(process.cwd(), "data")),
  MONGO_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//)
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional(),
  /** Signs tokens and links. Made and kept in DATA_DIR where it is not given; in production it must be. */
  SECRET: z.string().min(32).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().default("Colloquy <colloquy@localhost>"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  /** How many proxies stand in front, for the client's address. */
  TRUSTED_PROXIES: whole(0, 0, 8),
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
}

/** Reads the configuration. Throws an error whose message lists every fault, a line each. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (parsed.success && parsed.data.NODE_ENV === "production") {
    if (!parsed.data.SECRET)
      faults.push("SECRET: production needs one, 32 random characters at least (openssl rand -hex 32)");
    if (!parsed.data.PUBLIC_URL) faults.push("PUBLIC_URL: production needs the address that members use");
    const url = parsed.data.PUBLIC_URL && new URL(parsed.data.PUBLIC_URL);
    if (url && url.protocol !== "https:" && !["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
      faults.push("PUBLIC_URL: production speaks https, except on localhost");
  }
  if (faults.length > 0 || !parsed.success) throw new Error(`Colloquy cannot start:\n  ${faults.join("\n  ")}`);
  const it = parsed.data;
  return {
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
  };
}
