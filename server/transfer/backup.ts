/** `npm run backup`: the whole database as of one moment, while the servers run, into a folder that either engine can be restored from. */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { now } from "../platform/clock.ts";
import { secretFile } from "./bring-secret.ts";
import { type Command, readArguments, runCommand } from "./command.ts";
import { openMongoSource } from "./mongo-source.ts";
import { dataDir, nameOf, type Place, placeFrom, presentPlace } from "./place.ts";
import { spaced, table } from "./progress.ts";
import { refuseUnfit, type Source } from "./source.ts";
import { openSqliteSource } from "./sqlite-source.ts";
import { writeBackup } from "./write-backup.ts";

const usage = `npm run backup -- [--to FOLDER] [--from PLACE]

Writes a backup of the database into a new folder, while the servers go on. Without --to it is named by the
moment, under backups/ in the data folder. Without --from it is the database that a server started here
would open (MONGO_URL, else DATA_DIR); a PLACE is sqlite:FOLDER, sqlite:FILE or mongodb://HOST/DATABASE.`;

/** Throws what `sentenceOf` says, and then there is no backup. */
export const backUp: Command = async (words, say) => {
  const { values } = readArguments(words, { from: { type: "string" }, to: { type: "string" } });
  const from = values.from ? placeFrom(values.from, "--from") : presentPlace();
  const made = now();
  const stamp = made.toISOString().slice(0, 19).replaceAll(":", "-");
  const folder = resolve(values.to ?? join(dataDir(), "backups", stamp));
  const began = performance.now();
  const { source, moment } = await open(from);
  try {
    refuseUnfit(source);
    if (!moment)
      say(
        "WEAKER: this MongoDB has no snapshots (a replica set has), so the collections are read one after the other, and what is written meanwhile may be half in it. Stop the servers for a backup of one moment.",
      );
    say(`Backing up ${nameOf(from)} to ${folder}.`);
    const manifest = await writeBackup(source, folder, { moment, made, beside: besideOf(from) });
    const rows = manifest.collections
      .filter(({ documents }) => documents > 0)
      .map(({ name, documents, bytes, hash }) => [
        name,
        spaced(documents),
        `${spaced(Math.ceil(bytes / 1024))} KB`,
        hash.slice(0, 12),
      ]);
    say(table(["collection", "documents", "written", "hash"], rows));
    say(`${manifest.collections.length - rows.length} more collections are empty.`);
    for (const { file } of manifest.files) say(`${file} is in it too: keep the folder where nobody else reads it.`);
    say(`${folder} is whole (${Math.round((performance.now() - began) / 100) / 10} s).`);
  } finally {
    await source.close();
  }
};

async function open(place: Place): Promise<{ source: Source; moment: boolean }> {
  if (place.engine === "sqlite") return { source: openSqliteSource(place.file, { alone: false }), moment: true };
  const source = await openMongoSource(place.url, { alone: false });
  return { source, moment: source.moment };
}

function besideOf(place: Place): string[] {
  return place.engine === "sqlite" ? [join(dirname(place.file), secretFile)] : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(usage, backUp);
