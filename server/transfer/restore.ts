/** `npm run restore`: a backup becomes a database again, on either engine; what was there is never written over. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openBackup } from "./backup-source.ts";
import { type Command, readArguments, runCommand } from "./command.ts";
import { nameOf, placeFrom, presentPlace } from "./place.ts";
import { pour } from "./pour.ts";
import { refuseUnfit } from "./source.ts";

const usage = `npm run restore -- FOLDER [--to PLACE] [--replace]

Makes a database of a backup, and compares both. Without --to it is the one that a server started here would
open (MONGO_URL, else DATA_DIR); a PLACE is sqlite:FOLDER, sqlite:FILE or mongodb://HOST/DATABASE. It must be
empty; --replace puts the backup in the place of an embedded database, which is kept beside.`;

/** Throws what `sentenceOf` says, and then the target is no database that a server starts on. */
export const restore: Command = async (words, say) => {
  const { values, positionals } = readArguments(
    words,
    { to: { type: "string" }, replace: { type: "boolean", default: false } },
    { least: 1, most: 1 },
  );
  const folder = resolve(positionals[0] as string);
  const to = values.to ? placeFrom(values.to, "--to") : presentPlace();
  const backup = await openBackup(folder);
  const { made, moment } = backup.manifest;
  refuseUnfit(backup);
  say(`Restoring the backup of ${made}${moment ? "" : " (not of one moment)"} to ${nameOf(to)}.`);
  await pour(say, backup, to, { by: "restore", replace: values.replace, secretIn: folder });
  say(`${nameOf(to)} holds the backup of ${made}.`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(usage, restore);
