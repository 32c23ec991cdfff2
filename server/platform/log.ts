/** The log: one JSON line an event, on the standard output, without secrets and addresses. */
import { destination, pino, stdSerializers } from "pino";

/** From all to nothing. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

/** LOG_LEVEL; in production every change is told, elsewhere only what somebody should look at. */
function levelOf({ LOG_LEVEL, NODE_ENV }: NodeJS.ProcessEnv): LogLevel {
  const wanted = logLevels.find((level) => level === LOG_LEVEL);
  return wanted ?? (NODE_ENV === "production" ? "info" : "warn");
}

/** Never logged, whoever puts it into a line. */
const secretFields = new Set("password token secret cookie authorization email to body text keyValue".split(" "));

/** What errors of libraries quote: addresses of people, names and passwords in addresses of servers, tokens. */
const quoted: [RegExp, string][] = [
  [/\/\/[^\s/@]{0,500}@/g, "//***@"],
  [/[^\s"'<>(){}[\],:;/\\]{1,64}@[^\s"'<>(){}[\],:;/\\]{1,255}/g, "***@***"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "***"],
  [/\b(token|secret|password|key)=[^\s&"']+/gi, "$1=***"],
  [/[\u0085\u2028\u2029]/g, " "],
];
/** What somebody sent may be quoted too, and be long. */
const longest = 10_000;
const suspicious = /@|eyJ|=|[\u0085\u2028\u2029]/;

/** Takes what must not stand in a log out of a text. */
export function withoutSecrets(text: string): string {
  const some = text.length > longest ? `${text.slice(0, longest)} …` : text;
  if (!suspicious.test(some)) return some;
  return quoted.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), some);
}

/** The fields of a line as they may be written. */
function clean(fields: Record<string, unknown>): Record<string, unknown> {
  const cleaned: Record<string, unknown> = {};
  for (const name in fields) {
    const value = fields[name];
    if (secretFields.has(name)) cleaned[name] = "***";
    else if (typeof value === "string") cleaned[name] = withoutSecrets(value);
    else if (isPlain(value)) cleaned[name] = clean(value);
    else cleaned[name] = value;
  }
  return cleaned;
}
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** What was thrown, as far as it says what broke: what else an error carries may be somebody's. */
function plainError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return withoutSecrets(String(thrown));
  const { type, message, stack, code, codeName } = stdSerializers.err(thrown) as Record<string, unknown>;
  return clean({
    type,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(codeName === undefined ? {} : { codeName }),
  });
}

export const log = pino(
  {
    level: levelOf(process.env),
    base: { pid: process.pid },
    serializers: { error: plainError, err: plainError },
    formatters: { log: clean },
  },
  // Nobody waits for whoever reads it: many lines go out in one write, the rest when the process ends; beyond 8 MB they are lost.
  destination({ dest: 1, sync: false, maxLength: 8_000_000 }),
);

/** Writes out what waits; before the process is ended by force. */
export function flushLog(): void {
  try {
    log.flush();
  } catch {
    // Nothing was opened yet, or nobody reads any more.
  }
}
