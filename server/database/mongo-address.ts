/** What a `mongodb://` address says, without its secrets. */

/** The database that is used where the address names none. */
export const defaultDatabase = "colloquy";

// By hand: a list of hosts is no URL to the parser, and an address that is wrong must be spoken of too.
const parts = (url: string) => {
  const [, scheme = "mongodb", rest = ""] = /^(mongodb(?:\+srv)?):\/\/(.*)$/s.exec(url) ?? [];
  // Whatever stands before the last @ may be a password, also one that was not written as it should be.
  const [place = "", query = ""] = rest.slice(rest.lastIndexOf("@") + 1).split("?", 2);
  const [hosts = "", database = ""] = place.split("/", 2);
  const people = rest.slice(0, Math.max(0, rest.lastIndexOf("@")));
  return { scheme, people, hosts, database, query: new URLSearchParams(query) };
};

/** `db1:27017,db2:27017/colloquy`: where an address leads, as it may be said in a log. */
export const placeOf = (url: string): string => `${parts(url).hosts}/${databaseOf(url)}`;

/** The database's name: the address's own, or `colloquy`. */
export const databaseOf = (url: string): string => decoded(parts(url).database) || defaultDatabase;

/** The first host and its port; null where DNS names them (`mongodb+srv:`). */
export function firstHostOf(url: string): { host: string; port: number } | null {
  const { scheme, hosts } = parts(url);
  const found = /^(?:\[([^\]]+)\]|([^:,]+))(?::(\d+))?/.exec(decoded(hosts));
  const host = found?.[1] ?? found?.[2];
  return scheme === "mongodb" && host ? { host, port: Number(found?.[3] ?? 27_017) } : null;
}

/** An option of the address, as it is written there. */
export const optionOf = (url: string, name: string): string | null => {
  for (const [key, value] of parts(url).query) if (key.toLowerCase() === name.toLowerCase()) return value;
  return null;
};

/** Whether the address asks for TLS. */
export const asksForTls = (url: string): boolean => {
  const said = optionOf(url, "tls") ?? optionOf(url, "ssl");
  return said === null ? parts(url).scheme === "mongodb+srv" : said === "true";
};

/** Whether the address brings a user. */
export const namesUser = (url: string): boolean => parts(url).people !== "";

/** A text in which the password of the address does not stand, nor a piece of it. */
export function withoutSecrets(text: string, url: string): string {
  const written = /:(.*)$/s.exec(parts(url).people)?.[1] ?? "";
  const secrets = [written, decoded(written), ...written.split(/[:@/]/)].filter((secret) => secret.length > 1);
  return secrets
    .sort((one, other) => other.length - one.length)
    .reduce((left, secret) => left.replaceAll(secret, "…"), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
