/** Makes every model's indexes at the start. What is there already costs nothing. */
import mongoose, { type Model } from "mongoose";
import { withoutHurry } from "./connect-mongo.ts";
import { isDuplicate } from "./duplicate.ts";

/** Throws one clear sentence where a unique index cannot be made because of what is there. */
export async function makeIndexes(mongoUrl: string | undefined): Promise<void> {
  if (!mongoUrl) return eachModel(async (model) => void (await model.createIndexes()));
  await withoutHurry(mongoUrl, async (database, replicated) => {
    await eachModel(async (model) => {
      const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }));
      if (indexes.length > 0)
        await database
          .collection(model.collection.collectionName)
          // A member that is away must not hold up the start.
          .createIndexes(indexes as never, replicated ? { commitQuorum: "majority" } : {});
    });
  });
}

async function eachModel(make: (model: Model<unknown>) => Promise<void>): Promise<void> {
  for (const model of Object.values(mongoose.models))
    try {
      await make(model);
    } catch (thrown) {
      if (isDuplicate(thrown)) throw new Error(notUnique(model, thrown as Error), { cause: thrown });
      if (isOtherIndex(thrown)) throw new Error(otherIndex(model, thrown), { cause: thrown });
      throw thrown;
    }
}

/** What stands twice is not said: it may be an address of somebody. */
function notUnique(model: Model<unknown>, thrown: Error & { keyPattern?: object }): string {
  const index = /index: (\S+)/.exec(thrown.message)?.[1];
  const fields =
    Object.keys(thrown.keyPattern ?? {}).join(", ") || index?.replace(/_-?1(_|$)/g, " ").trim() || "a field";
  return `The collection ${model.collection.collectionName} holds several documents with the same ${fields}, of which there may be one only: remove or change all but one, and start again. Nothing was changed.`;
}

/** IndexOptionsConflict, IndexKeySpecsConflict. */
const isOtherIndex = (thrown: unknown): thrown is Error => [85, 86].includes((thrown as { code?: number }).code ?? 0);

const otherIndex = ({ collection: { collectionName } }: Model<unknown>, { message }: Error): string =>
  `The collection ${collectionName} has an index in the place of one of ours: look with db.${collectionName}.getIndexes(), drop it, and start again (${message.split("\n", 1)[0]}).`;
