/** Why no house can stand on the MongoDB that MONGO_URL names, in one clear sentence without the address's secrets. */
import { asksForTls, databaseOf, firstHostOf, namesUser, optionOf, placeOf, withoutSecrets } from "./mongo-address.ts";
import { whoAnswers } from "./who-answers.ts";

/** What the driver throws, as far as it is looked at. */
interface Thrown {
  name?: string;
  code?: number | string;
  message?: string;
  cause?: Thrown;
  /** What was known of the servers when none could be chosen. */
  reason?: { type?: string; setName?: string | null; servers?: Map<string, { error?: Thrown | null }> };
}

/** A sentence for whoever starts the server: it names MONGO_URL, what is wrong and what mends it. */
export async function sayWhyNot(error: unknown, mongoUrl: string): Promise<string> {
  const thrown = (error ?? {}) as Thrown;
  // It was said already.
  if (thrown.message?.startsWith("MONGO_URL")) return thrown.message;
  // The driver's own words may hold what stands in the address.
  const said = sentence(withoutSecrets(thrown.message || String(thrown.code ?? thrown.name ?? ""), mongoUrl));
  if (/^Mongo(Parse|InvalidArgument|Runtime|API|MissingCredentials)/.test(thrown.name ?? ""))
    return `MONGO_URL cannot be used: ${unreadable(said)}`;
  const why = thrown.reason ? await unreached(thrown.reason, said, mongoUrl) : refused(thrown, said, mongoUrl);
  return `MONGO_URL (${placeOf(mongoUrl)}): ${why}`;
}

const shape =
  "it should look like mongodb://USER:PASSWORD@HOST:27017/DATABASE, with @ : / ? # % in a password written as %40 %3A %2F %3F %23 %25.";
const unreadable = (said: string): string =>
  /unescaped|Invalid connection string|Unable to parse|host list/.test(said)
    ? shape
    : `${lowered(said)} ${capital(shape)}`;

/** No server could be chosen. */
async function unreached(
  { type, servers = new Map() }: NonNullable<Thrown["reason"]>,
  said: string,
  url: string,
): Promise<string> {
  const errors = [...servers.values()].flatMap(({ error }) => (error ? [error] : []));
  const found = errors.map((error) => ofTheLine(error, url)).find(Boolean);
  if (found) return found;
  const set = optionOf(url, "replicaSet");
  if (set && errors.length === 0 && (servers.size === 0 || type === "Single"))
    return `no member of a replica set named ${set} answers there; mend replicaSet=, or leave it out.`;
  if (type === "ReplicaSetNoPrimary" && errors.length === 0)
    return "the replica set has no primary: it was not initiated, or a majority of its members is away.";
  const first = firstHostOf(url);
  const speaker = first && (await whoAnswers(first));
  if (speaker) return `${speaker}; is the port the right one?`;
  return `no server answers (${lowered(said).replace(/\.$/, "")}); is it running, and does a firewall stand between?`;
}

/** What the line to one server says by itself. */
function ofTheLine(error: Thrown, url: string): string | undefined {
  const { code = "", message = "" } = error.cause?.code === undefined ? error : error.cause;
  const text = `${code} ${message}`;
  if (error.name === "MongoCompatibilityError") return tooOld();
  if (/ECONNREFUSED/.test(text)) return "nothing listens there; is the database running, and are host and port right?";
  if (/ENOTFOUND|EAI_AGAIN|ENODATA/.test(text))
    return `there is no machine named ${/(?:ENOTFOUND|EAI_AGAIN|ENODATA) (\S*[.:]\S*|\w+$)/.exec(message)?.[1] ?? "so"}; is the host written right?`;
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT/.test(text)) return "the machine cannot be reached from here.";
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|certificate/i.test(text))
    return `the server's TLS certificate is not trusted (${lowered(message)}); name its authority with tlsCAFile=FILE, and the host as the certificate does.`;
  if (asksForTls(url) && /wrong version number|EPROTO|ERR_SSL|ECONNRESET|disconnected before secure/i.test(text))
    return "the server ended the connection as TLS began; if it speaks none, take tls=true away.";
  return undefined;
}

/** The server answered, and refused. */
function refused(thrown: Thrown, said: string, url: string): string {
  const { code } = thrown;
  const line = ofTheLine(thrown, url);
  if (line) return line;
  if (code === 18 || code === 11 || code === 8000) {
    const source = optionOf(url, "authSource");
    return `the server refuses the user or the password. Users are looked for in the database ${source ?? "that the address names, else admin"}; authSource=NAME says another.`;
  }
  if (code === 13 || /requires authentication/.test(said))
    return namesUser(url)
      ? `the user may not write to the database ${databaseOf(url)} or make its indexes; the role readWrite on it is needed.`
      : "the server asks for a user: mongodb://USER:PASSWORD@HOST/DATABASE.";
  if (code === 10107 || code === 13435)
    return "the server is not the one that writes (a secondary); name all members of the replica set, or leave directConnection=true out.";
  if (code === 64 || code === 100)
    return "the replica set has no majority to confirm a write; are all its members running?";
  if (code === 73 || code === 13297) return `${databaseOf(url)} cannot be the database's name: ${said}`;
  if (code === "ENOENT" || code === "EACCES")
    return `a file that the address names (tlsCAFile, tlsCertificateKeyFile) cannot be read: ${said}`;
  return lowered(said);
}

/** The oldest MongoDB that is known to do everything that is asked of it. */
export const oldest = { version: "6.0", wire: 17 };
export const tooOld = (version?: string): string =>
  `the server is too old${version ? ` (${version})` : ""}; MongoDB ${oldest.version} or newer is needed.`;

const lowered = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const sentence = (text: string): string => `${text.split("\n", 1)[0]?.trim().replace(/\.$/, "") ?? ""}.`;
