/** Telling and watching, step by step: written first, numbered after (docs/decisions/telling.md). Knows no database and no socket. */
import type { Change, StreamCursor, Told, WatchAnswer } from "../../../shared/live.ts";

/** A stored thing, as far as telling looks into it. */
export interface Tellable {
  readonly _id: string;
  readonly version: number;
  readonly shownIn: readonly string[];
}
/** A thing to be told, as it stood when that was found out. */
export interface Waiting {
  readonly kind: string;
  readonly document: Tellable;
}
export interface StreamState {
  readonly revision: number;
  /** The last changes as `kind:id`, the latest at the end. */
  readonly recent: readonly string[];
}

/** What telling and watching need. `world.ts` is the house's own; the model test brings one that orders, delays and loses the steps. */
export interface World {
  /** Raises the stream's revision by as many as there are entries and notes them, in one write. The revision after it. */
  number(stream: string, entries: string[]): Promise<number>;
  stream(stream: string): Promise<StreamState>;
  /** The documents of a kind as they stand. */
  read(kind: string, ids: string[]): Promise<Tellable[]>;
  /** What watchers of the stream may see of these, in the same order; null: not there. */
  views(kind: string, documents: Tellable[], stream: string): Promise<(object | null)[]>;
  /** Whether anybody watches the stream, so far as this node knows. */
  isHeard(stream: string): boolean;
  send(told: Told): void;
  /** Takes "tell" out of `pending` where the version is still this one. */
  strike(kind: string, told: Tellable[]): Promise<void>;
}

/** Steps (c) to (e). */
export async function tell(world: World, things: Waiting[]): Promise<void> {
  await announce(world, things);
  await strikeTold(world, things);
}

/**
 * Steps (c) and (d): numbers the changes in every stream where the things are or were, and sends them as they stand then. Whoever
 * begins to watch after the number reads the documents after it, too: where nobody hears, nothing is read again.
 */
export async function announce(world: World, things: Waiting[]): Promise<void> {
  const byStream = Map.groupBy(
    things.flatMap((thing) => thing.document.shownIn.map((stream) => ({ stream, thing }))),
    ({ stream }) => stream,
  );
  const numbered = await Promise.all(
    Array.from(byStream, async ([stream, found]) => {
      const entries = [...new Set(found.map(({ thing }) => entryOf(thing.kind, thing.document._id)))];
      const last = await world.number(stream, entries);
      return { stream, entries, first: last - entries.length + 1 };
    }),
  );

  const heard = numbered.filter(({ stream }) => world.isHeard(stream));
  const present = await readEntries(
    world,
    heard.flatMap(({ entries }) => entries),
  );
  for (const { stream, entries, first } of heard) {
    const changes = await viewEntries(world, present, entries, stream);
    for (const { revision, run } of runsOf(entries, changes))
      world.send({ stream, revision: first + revision, changes: run });
  }
}

/** What is numbered one after the other, together. A thing that is not there at all leaves a gap: whoever watches catches up. */
function runsOf(entries: string[], changes: Map<string, Change>): { revision: number; run: Change[] }[] {
  const runs: { revision: number; run: Change[] }[] = [];
  for (const [revision, entry] of entries.entries()) {
    const change = changes.get(entry);
    if (!change) continue;
    const open = runs.at(-1);
    if (open && open.revision + open.run.length === revision) open.run.push(change);
    else runs.push({ revision, run: [change] });
  }
  return runs;
}

/**
 * Step (e): strikes what was told, by the version that was found, not the one that was sent: a later one may be shown in more
 * streams, numbered by nobody yet.
 */
export async function strikeTold(world: World, things: Waiting[]): Promise<void> {
  const byKind = Map.groupBy(things, ({ kind }) => kind);
  await Promise.all(
    Array.from(byKind, ([kind, told]) =>
      world.strike(
        kind,
        told.map(({ document }) => document),
      ),
    ),
  );
}

export interface Asked {
  readonly stream: string;
  readonly epoch: string;
  readonly cursor?: StreamCursor | undefined;
  /** Things to be read again, as `kind:id`; nothing else is answered then. */
  readonly held?: readonly string[] | undefined;
  /** What the watcher shows, where the cursor is of no use: everything ever shown there, narrowed by the window. */
  shown(): Promise<Waiting[]>;
}

/** What a watcher has missed. The stream is read first and the documents after it, so that nothing falls between. */
export async function readMissed(world: World, { stream, epoch, cursor, held, shown }: Asked): Promise<WatchAnswer> {
  const { revision, recent } = await world.stream(stream);
  const missed = cursor && cursor.epoch === epoch ? revision - cursor.revision : -1;
  const complete = held === undefined && missed >= 0 && missed <= recent.length;

  let things: Map<string, Tellable>;
  if (held || complete) {
    const entries = held ?? (missed === 0 ? [] : recent.slice(-missed));
    things = await readEntries(world, entries);
    // An entry that somebody makes up must not read what was never shown here.
    for (const [entry, thing] of things) if (!thing.shownIn.includes(stream)) things.delete(entry);
  } else {
    things = new Map((await shown()).map(({ kind, document }) => [entryOf(kind, document._id), document]));
  }
  const changes = await viewEntries(world, things, [...things.keys()], stream);
  return { epoch, revision, changes: [...changes.values()], complete };
}

export const entryOf = (kind: string, id: string): string => `${kind}:${id}`;
const splitEntry = (entry: string): [kind: string, id: string] => {
  const colon = entry.indexOf(":");
  return [entry.slice(0, colon), entry.slice(colon + 1)];
};

async function readEntries(world: World, entries: readonly string[]): Promise<Map<string, Tellable>> {
  const byKind = Map.groupBy(new Set(entries), (entry) => splitEntry(entry)[0]);
  const read = await Promise.all(
    Array.from(byKind, async ([kind, some]) => {
      const documents = await world.read(
        kind,
        some.map((entry) => splitEntry(entry)[1]),
      );
      return documents.map((document) => [entryOf(kind, document._id), document] as const);
    }),
  );
  return new Map(read.flat());
}

async function viewEntries(
  world: World,
  present: Map<string, Tellable>,
  entries: readonly string[],
  stream: string,
): Promise<Map<string, Change>> {
  const byKind = Map.groupBy(
    entries.filter((entry) => present.has(entry)),
    (entry) => splitEntry(entry)[0],
  );
  const viewed = await Promise.all(
    Array.from(byKind, async ([kind, some]) => {
      const documents = some.map((entry) => present.get(entry) as Tellable);
      const views = await world.views(kind, documents, stream);
      return documents.map((document, index): [string, Change] => [
        entryOf(kind, document._id),
        { kind, id: document._id, version: document.version, view: views[index] ?? null },
      ]);
    }),
  );
  return new Map(viewed.flat());
}
