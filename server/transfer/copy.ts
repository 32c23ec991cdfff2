/** `npm run copy`: from one database into another, of whichever engine; the way from one machine to many, and back. */

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { schemaVersion } from "../database/schema.ts";
import { type Command, Refusal, readArguments, runCommand, WrongArguments } from "./command.ts";
import { openMongoSource } from "./mongo-source.ts";
import { isSamePlace, nameOf, type Place, placeFrom } from "./place.ts";
import { pour } from "./pour.ts";
import { refuseUnfit, type Source } from "./source.ts";
import { openSqliteSource } from "./sqlite-source.ts";

const usage = `npm run copy -- --from PLACE --to PLACE

Copies a whole database into an empty one, compares both, and makes the indexes. Broken off and run
again it goes on. No server may run on either meanwhile.

A PLACE is sqlite:FOLDER (a data folder), sqlite:FILE or mongodb://HOST/DATABASE:
  npm run copy -- --from sqlite:data --to mongodb://localhost:27017/colloquy
  npm run copy -- --from mongodb://localhost:27017/colloquy --to sqlite:data`;

/** Throws what `sentenceOf` says, and then the target is no database that a server starts on. */
export const copy: Command = async (words, say) => {
  const { values } = readArguments(words, { from: { type: "string" }, to: { type: "string" } });
  if (!values.from || !values.to) throw new WrongArguments("--from and --to are both needed");
  const from = placeFrom(values.from, "--from");
  const to = placeFrom(values.to, "--to");
  if (isSamePlace(from, to)) throw new WrongArguments("--from and --to are the same place");
  const secretIn = from.engine === "sqlite" ? dirname(from.file) : undefined;
  const source = await openAlone(from);
  try {
    refuseUnfit(source);
    refuseOlder(source);
    say(`Copying ${source.name} to ${nameOf(to)}.`);
    await pour(say, source, to, { by: "copy", replace: false, secretIn });
  } finally {
    await source.close();
  }
  say(`${nameOf(to)} is a whole copy of ${source.name}, which stays as it is.`);
};

async function openAlone(place: Place): Promise<Source> {
  return place.engine === "sqlite"
    ? openSqliteSource(place.file, { alone: true })
    : openMongoSource(place.url, { alone: true });
}

/** What is copied must stand as this program writes it. */
function refuseOlder({ name, mark }: Source): void {
  if (mark.version < schemaVersion || mark.doing)
    throw new Refusal(
      `${name} is of version ${mark.version}, and this program writes ${schemaVersion}: start the server on it once, which upgrades it, stop it, and copy then.`,
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(usage, copy);
