/** Makes every model's indexes at the start. What is there already is asked for, and costs a database that is at work no more. */
import mongoose, { type Model } from "mongoose";
import { withoutHurry } from "./connect-mongo.ts";
import { isDuplicate } from "./duplicate.ts";

interface Wished {
  key: object;
  [option: string]: unknown;
}
type AnyModel = Model<unknown>;
interface Listing {
  listIndexes(): { toArray(): Promise<object[]> };
}

/** Throws one clear sentence where a unique index cannot be made because of what is there. */
export async function makeIndexes(mongoUrl: string | undefined): Promise<void> {
  if (!mongoUrl)
    return eachLacking(
      ({ collection }) => collection,
      (model) => model.createIndexes(),
    );
  await withoutHurry(mongoUrl, (database, replicated) => {
    const collectionOf = ({ collection }: AnyModel) => database.collection(collection.collectionName);
    return eachLacking(collectionOf, (model, missing) =>
      // A member that is away must not hold up the start.
      collectionOf(model).createIndexes(missing as never, replicated ? { commitQuorum: "majority" } : {}),
    );
  });
}

/** Those that are not there as they should be: missing, or another one in their place, which making them then tells. */
async function missingOf(model: AnyModel, collection: Listing): Promise<Wished[]> {
  const wished = model.schema.indexes().map(([key, options]): Wished => ({ ...options, key }));
  if (wished.length === 0) return [];
  const there = (await collection.listIndexes().toArray().catch(noneYet)) as Wished[];
  const standing = new Set(there.map(shapeOf));
  return wished.filter((index) => !standing.has(shapeOf(index)));
}

/** What makes an index what it is, whatever its name. */
const shapeOf = ({ key, unique, sparse, partialFilterExpression, expireAfterSeconds, collation }: Wished): string =>
  JSON.stringify([key, unique ?? false, sparse ?? false, partialFilterExpression, expireAfterSeconds, collation]);

/** NamespaceNotFound: the collection is not there at all. */
function noneYet(thrown: unknown): [] {
  if ((thrown as { code?: number }).code === 26) return [];
  throw thrown;
}

/** All models are asked about at once: one after the other would be as many waits for a database at work. What one lacks is made in turn. */
async function eachLacking(
  collectionOf: (model: AnyModel) => Listing,
  make: (model: AnyModel, missing: Wished[]) => Promise<unknown>,
): Promise<void> {
  const lacks = await Promise.all(
    Object.values(mongoose.models).map(async (model) => ({
      model,
      missing: await missingOf(model, collectionOf(model)),
    })),
  );
  for (const { model, missing } of lacks) {
    if (missing.length === 0) continue;
    try {
      await make(model, missing);
    } catch (thrown) {
      if (isDuplicate(thrown)) throw new Error(notUnique(model, thrown as Error), { cause: thrown });
      if (isOtherIndex(thrown)) throw new Error(otherIndex(model, thrown), { cause: thrown });
      throw thrown;
    }
  }
}

/** What stands twice is not said: it may be an address of somebody. */
function notUnique(model: AnyModel, thrown: Error & { keyPattern?: object }): string {
  const index = /index: (\S+)/.exec(thrown.message)?.[1];
  const fields =
    Object.keys(thrown.keyPattern ?? {}).join(", ") || index?.replace(/_-?1(_|$)/g, " ").trim() || "a field";
  return `The collection ${model.collection.collectionName} holds several documents with the same ${fields}, of which there may be one only: remove or change all but one, and start again. Nothing was changed.`;
}

/** IndexOptionsConflict, IndexKeySpecsConflict. */
const isOtherIndex = (thrown: unknown): thrown is Error => [85, 86].includes((thrown as { code?: number }).code ?? 0);

const otherIndex = ({ collection: { collectionName } }: AnyModel, { message }: Error): string =>
  `The collection ${collectionName} has an index in the place of one of ours: look with db.${collectionName}.getIndexes(), drop it, and start again (${message.split("\n", 1)[0]}).`;
