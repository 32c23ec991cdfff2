/**
 * What every page reads comes straight from the driver: the same documents as mongoose's `lean`, without the making of a query
 * object. Filters are the house's own, of values as they are stored: nothing is cast here, and nothing unparsed may come in.
 * The embedded engine keeps what was read until a write touches it, and gives the same frozen documents again; nobody changes them.
 */
import mongoose, { type Model } from "mongoose";
import { engineOf, type KeptAnswer, type Question } from "../embedded-database/index.ts";

/** A value, or conditions on it. */
type Asked<V> = V | { $in: readonly V[] } | { $gte?: V; $lte?: V; $gt?: V; $lt?: V } | { $ne: V };
type Filter<D> = { readonly [K in keyof D]?: Asked<D[K]> };
interface How<D> {
  /** These fields alone, `_id` among them unless it is 0; a covering index then answers. */
  projection?: { readonly [K in keyof D]?: 0 | 1 };
  sort?: { readonly [K in keyof D]?: 1 | -1 };
  limit?: number;
}

/** The first that is found, or null. */
export async function readOne<D extends { _id: string }, Read = D>(
  model: Model<D>,
  filter: Filter<D>,
  how: Omit<How<D>, "limit"> = {},
): Promise<Readonly<Read> | null> {
  const here = readHere(model, { filter, ...how, limit: 1 } as Question, "findOne");
  if (here) return (here[0] ?? null) as Read | null;
  return model.collection.findOne(filter as object, how as object) as Promise<Read | null>;
}

/** All that are found, in order. */
export async function readAll<D extends { _id: string }, Read = D>(
  model: Model<D>,
  filter: Filter<D>,
  how: How<D> = {},
): Promise<readonly Readonly<Read>[]> {
  const here = readHere(model, { filter, ...how } as Question, "find");
  if (here) return here as unknown as readonly Read[];
  return model.collection.find(filter as object, how as object).toArray() as unknown as Promise<Read[]>;
}

/** What has this id, or null. */
export const readById = <D extends { _id: string }>(model: Model<D>, id: string): Promise<Readonly<D> | null> =>
  readOne(model, { _id: id } as unknown as Filter<D>);

/** What has these ids, by id; each is kept by itself. */
export async function readByIds<D extends { _id: string }>(
  model: Model<D>,
  ids: readonly string[],
): Promise<Map<string, Readonly<D>>> {
  const found = new Map<string, Readonly<D>>();
  if (!engineOf(model.db)) {
    const all = await readAll(model, { _id: { $in: ids } } as unknown as Filter<D>);
    for (const one of all) found.set(one._id, one);
    return found;
  }
  for (const id of ids) {
    const here = readHere(model, { filter: { _id: id }, limit: 1 }, "findOne");
    const one = here ? (here[0] as D | undefined) : await readById(model, id);
    if (one) found.set(id, one);
  }
  return found;
}

/**
 * Another number after each write to the collection of a model: while it stands, so does all that was read there. Null where
 * others write too, unheard of here.
 */
export const turnOf = <D>(model: Model<D>): number | null =>
  engineOf(model.db)?.kept.turnOf(model.collection.name) ?? null;

type Noted = (collection: string, command: string, seconds: number) => void;
let noted: Noted = () => {};
/** `listener` is told of each read of the embedded engine that came past its driver. */
export function onRead(listener: Noted): void {
  noted = listener;
}

/** What the embedded engine keeps or finds at once; null where the driver is to be asked. */
function readHere<D>(model: Model<D>, question: Question, command: string): KeptAnswer | null {
  const engine = engineOf(model.db);
  if (!engine) return null;
  const collection = model.collection.name;
  const known = engine.kept.get(collection, question);
  if (known) return known;
  const began = performance.now();
  try {
    const found = engine.readAndKeep(collection, question);
    if (found) noted(collection, command, (performance.now() - began) / 1000);
    return found;
  } catch {
    // The driver meets it too, and says what it is.
    return null;
  }
}

/** What was read is read again: the bench measures what a page costs without it. */
export const forgetReads = (): void => engineOf(mongoose.connection)?.kept.clear();
