/** From a source into a target: goes on where it was broken off, counts and compares both sides, makes the indexes. */
import { bringSecret } from "./bring-secret.ts";
import { Refusal } from "./command.ts";
import { bytesOf, Digest, digestOf } from "./digest.ts";
import { openMongoGround } from "./mongo-ground.ts";
import type { Place } from "./place.ts";
import { Progress, spaced, table } from "./progress.ts";
import type { Shelf, Source } from "./source.ts";
import { openSqliteGround } from "./sqlite-ground.ts";
import { Target, type TargetSettings } from "./target.ts";

type Say = (line: string) => void;
export interface Pouring extends Pick<TargetSettings, "by" | "replace"> {
  /** The data folder or backup whose secret goes along. */
  secretIn: string | undefined;
}

/** Says what it did as a table. Throws where the two sides are not the same in the end; the target cannot be started then. */
export async function pour(say: Say, source: Source, to: Place, { by, replace, secretIn }: Pouring): Promise<void> {
  const settings: TargetSettings = { by, from: source.identity, replace };
  const open = to.engine === "sqlite" ? openSqliteGround(to.file, settings) : openMongoGround(to.url, settings);
  const target = new Target(await open);
  try {
    if (target.ground.resumed) say("This was broken off before: it goes on there.");
    await target.begin(source.mark, settings);
    await dropWhatIsNot(source, target);
    const rows: string[][] = [];
    for (const shelf of source.shelves) rows.push(await pourShelf(say, source, target, shelf));
    await makeIndexes(source, target);
    await source.check();
    // Before the database is in its place: killed in between, it would have no secret, and the same command would be refused.
    const saidOfSecret = secretIn ? bringSecret(secretIn, to) : [];
    const said = await target.finish({ by, from: source.identity, whole: true });
    say(
      table(
        ["collection", "documents", "the same, by SHA-256", "indexes"],
        rows.filter(([, documents]) => documents !== "0"),
      ),
    );
    say(`${rows.filter(([, documents]) => documents === "0").length} more collections are empty on both sides.`);
    for (const line of [...said, ...saidOfSecret]) say(line);
  } catch (thrown) {
    await target.ground.leave();
    throw thrown;
  }
}

/** Collections that the source lost since an earlier run. */
async function dropWhatIsNot(source: Source, target: Target): Promise<void> {
  const wanted = new Set(source.shelves.map(({ name }) => name));
  for (const name of await target.collections()) if (!wanted.has(name)) await target.drop(name);
}

async function pourShelf(say: Say, source: Source, target: Target, shelf: Shelf): Promise<string[]> {
  const { documents, last } = await target.open(shelf.name);
  let there = await pourDocuments(source, target, shelf, last, documents);
  let here = await digestInTarget(target, shelf);
  if (!areSame(there, here) && documents > 0) {
    // The source went on after the first part was written.
    say(`${shelf.name} has changed since it was begun: it is written anew.`);
    await target.drop(shelf.name);
    await target.open(shelf.name);
    there = await pourDocuments(source, target, shelf, undefined, 0);
    here = await digestInTarget(target, shelf);
  }
  if (!areSame(there, here))
    throw new Refusal(
      `${shelf.name} is not the same on both sides: ${spaced(there.documents)} documents in ${source.name} (${there.text.slice(0, 12)}), ${spaced(here.documents)} in ${target.ground.name} (${here.text.slice(0, 12)}). No server will start on it.`,
    );
  return [shelf.name, spaced(here.documents), `yes  ${here.text.slice(0, 12)}`, String(shelf.indexes.length + 1)];
}

const areSame = (there: Digest, here: Digest): boolean =>
  there.documents === here.documents && there.text === here.text;

/** Answers the digest of all that the source has; what was written by an earlier run is read once more for it. */
async function pourDocuments(
  source: Source,
  target: Target,
  shelf: Shelf,
  last: unknown,
  done: number,
): Promise<Digest> {
  const digest = new Digest();
  const progress = new Progress(shelf.name, shelf.documents, done);
  for await (const batch of source.read(shelf.name, last)) {
    await target.insert(shelf.name, batch);
    for (const document of batch) digest.add(bytesOf(document));
    progress.add(batch.length);
  }
  progress.end();
  return last === undefined ? digest : digestOf(source.read(shelf.name));
}

/** Read again: what is compared is what is stored. */
async function digestInTarget(target: Target, shelf: Shelf): Promise<Digest> {
  const progress = new Progress(`comparing ${shelf.name}`, shelf.documents);
  const digest = await digestOf(target.read(shelf.name), (documents) => progress.add(documents));
  progress.end();
  return digest;
}

async function makeIndexes(source: Source, target: Target): Promise<void> {
  const all = source.shelves.reduce((sum, { indexes }) => sum + indexes.length, 0);
  const progress = new Progress("indexes", all);
  for (const { name, indexes } of source.shelves) {
    await target.index(name, indexes);
    progress.add(indexes.length);
  }
  progress.end();
}
