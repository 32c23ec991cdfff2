/** A database of a test's own on the server that an address names. */
import { newId } from "../../shared/ids.ts";

/** What `npm run test:mongo` removes again. */
export const testDatabases = /^colloquy-test-/;

/** The same address, the same people, another database. */
export function anotherDatabase(mongoUrl: string, name = `colloquy-test-${newId()}`): string {
  const [, before = "", people = "", hosts = "", database = "", options = ""] =
    /^(mongodb(?:\+srv)?:\/\/)(?:(.*)@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(mongoUrl) ?? [];
  const more = new URLSearchParams(options);
  // People are looked for in the database that the address named.
  if (people && database && !more.has("authSource")) more.set("authSource", database);
  return `${before}${people && `${people}@`}${hosts}/${name}${more.size > 0 ? `?${more}` : ""}`;
}
