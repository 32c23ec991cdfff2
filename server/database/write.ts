/**
 * What every post writes goes straight to the driver, as `read.ts` reads: whole documents of the house's own, without the making of
 * a mongoose document of each. Outside production each is held against its schema first, so that the suite finds what mongoose would mend.
 */
import { isDeepStrictEqual } from "node:util";
import type { Model, UpdateQuery } from "mongoose";

type Fields = { _id: string };

/** Adds a document that has every field of its schema. Throws the driver's error of a duplicate key. */
export async function insertWhole<D extends Fields>(model: Model<D>, document: D): Promise<void> {
  if (process.env["NODE_ENV"] !== "production") await checkWhole(model, document);
  await model.collection.insertOne(document as object);
}

/** Changes one document by its id, making it where there is none, and tells it (or these fields of it) as it is then. */
export const upsertById = <D extends Fields>(
  model: Model<D>,
  id: string,
  update: UpdateQuery<D>,
  projection?: { readonly [K in keyof D]?: 1 },
): Promise<D> =>
  model.collection.findOneAndUpdate({ _id: id } as object, update as object, {
    upsert: true,
    returnDocument: "after",
    ...(projection ? { projection } : {}),
  }) as unknown as Promise<D>;

/** Changes many, each by a filter of its own, in one call; the failure of one does not keep the others. */
export async function updateEach<D extends Fields>(
  model: Model<D>,
  updates: { filter: object; update: object }[],
): Promise<void> {
  await model.collection.bulkWrite(
    updates.map((updateOne) => ({ updateOne })),
    { ordered: false },
  );
}

/** Throws where mongoose would refuse the document, or would store another one. */
async function checkWhole<D extends Fields>(model: Model<D>, document: D): Promise<void> {
  const made = new model(document);
  await made.validate();
  const stored = made.toObject() as Record<string, unknown>;
  for (const field of new Set([...Object.keys(stored), ...Object.keys(document)]))
    if (!isDeepStrictEqual(stored[field], (document as Record<string, unknown>)[field]))
      throw new Error(`${model.modelName}.${field} is not as its schema says`);
}
