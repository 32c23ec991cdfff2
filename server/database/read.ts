/**
 * What every page reads comes straight from the driver: the same documents as mongoose's `lean`, without the making of a query
 * object. Filters are the house's own, of values as they are stored: nothing is cast here, and nothing unparsed may come in.
 */
import type { Model } from "mongoose";

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
export const readOne = <D extends { _id: string }, Read = D>(
  model: Model<D>,
  filter: Filter<D>,
  how: Omit<How<D>, "limit"> = {},
): Promise<Read | null> => model.collection.findOne(filter as object, how as object) as Promise<Read | null>;

/** All that are found, in order. */
export const readAll = <D extends { _id: string }, Read = D>(
  model: Model<D>,
  filter: Filter<D>,
  how: How<D> = {},
): Promise<Read[]> => model.collection.find(filter as object, how as object).toArray() as unknown as Promise<Read[]>;

/** What has this id, or null. */
export const readById = <D extends { _id: string }>(model: Model<D>, id: string): Promise<D | null> =>
  model.collection.findOne({ _id: id } as object) as unknown as Promise<D | null>;
