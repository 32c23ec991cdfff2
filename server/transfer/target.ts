/** Where documents are written to: what is begun there cannot be started by mistake, and goes on when the command is run again. */
import type { mongo } from "mongoose";
import { isDuplicate } from "../database/duplicate.ts";
import { changeMark, collectionsOf, type SchemaMark } from "../database/schema.ts";
import { beginEpoch } from "../platform/realtime/epoch.ts";
import { Refusal } from "./command.ts";
import { type Document, type IndexSpec, indexSpecs, isOfThePlace } from "./source.ts";

export interface TargetSettings {
  by: "copy" | "restore";
  /** The identity of the source: only the rest of the same is taken up. */
  from: string;
  /** Restore alone, and embedded: the present database makes room and is kept beside. */
  replace: boolean;
}

/** What the two engines do differently. */
export interface Ground {
  readonly name: string;
  readonly db: mongo.Db;
  /** Documents are there already: the same command was broken off. */
  readonly resumed: boolean;
  /** Connects mongoose to it where it is not, for what the house itself does. */
  withHouse(work: () => Promise<void>): Promise<void>;
  /** Makes it what a server finds; says what else there is to know. */
  settle(): Promise<string[]>;
  /** Leaves it as it is, for the next run. */
  leave(): Promise<void>;
}

type Kept = Document & { _id: unknown };

export class Target {
  readonly ground: Ground;
  constructor(ground: Ground) {
    this.ground = ground;
  }

  /** From here on no server starts on it. */
  async begin(mark: SchemaMark, { by, from }: TargetSettings): Promise<void> {
    const { _id, ...rest } = mark;
    await changeMark(this.ground.db, { ...rest, made: { by, from, whole: false } });
  }

  collections(): Promise<string[]> {
    return collectionsOf(this.ground.db);
  }
  async drop(collection: string): Promise<void> {
    await this.ground.db.dropCollection(collection);
  }
  /** Makes the collection where it is not; answers how many documents it has and the last of them. */
  async open(collection: string): Promise<{ documents: number; last: unknown }> {
    if (!(await this.collections()).includes(collection)) await this.ground.db.createCollection(collection);
    return { documents: await this.#of(collection).countDocuments({}), last: await this.#last(collection) };
  }
  async #last(collection: string): Promise<unknown> {
    const [last] = await this.#of(collection)
      .find({}, { projection: { _id: 1 } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    return last?._id;
  }

  /** In the order of `_id`, so that a broken batch leaves a beginning. */
  async insert(collection: string, documents: Document[]): Promise<void> {
    if (documents.length === 0) return;
    try {
      await this.#of(collection).insertMany(documents as Kept[], { ordered: true });
    } catch (thrown) {
      // A batch of a run that was killed came through after all.
      if (!isDuplicate(thrown)) throw thrown;
      const known = await this.#of(collection)
        .find({ _id: { $in: documents.map(({ _id }) => _id) } } as unknown as mongo.Filter<Kept>, {
          projection: { _id: 1 },
        })
        .toArray();
      const there = new Set(known.map(({ _id }) => String(_id)));
      if (there.size === 0) throw thrown;
      await this.insert(
        collection,
        documents.filter(({ _id }) => !there.has(String(_id))),
      );
    }
  }

  async *read(collection: string): AsyncGenerator<Document[]> {
    let batch: Document[] = [];
    for await (const document of this.#of(collection).find({})) {
      if (!isOfThePlace(collection, document)) batch.push(document);
      if (batch.length < 500) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Makes the indexes, in one reading where the engine can, and throws where one is not there afterwards. */
  async index(collection: string, wanted: IndexSpec[]): Promise<void> {
    if (wanted.length > 0) await this.#of(collection).createIndexes(wanted as mongo.IndexDescription[]);
    const made = indexSpecs(await this.#of(collection).listIndexes().toArray(), collection);
    const shape = ({ name, key, unique, sparse, partialFilterExpression }: IndexSpec) =>
      JSON.stringify([name, Object.entries(key), unique, sparse, partialFilterExpression]);
    const shapes = new Set(made.map(shape));
    const missing = wanted.find((index) => !shapes.has(shape(index)));
    if (missing) throw new Refusal(`The index ${missing.name} of ${collection} was not made as it is in the source.`);
  }

  /** A new epoch, so that nobody goes on from a cursor of another past; then it is whole. */
  async finish(made: NonNullable<SchemaMark["made"]>): Promise<string[]> {
    await this.ground.withHouse(beginEpoch);
    await changeMark(this.ground.db, { made: { ...made, whole: true } });
    return this.ground.settle();
  }

  #of(collection: string): mongo.Collection<Kept> {
    return this.ground.db.collection<Kept>(collection);
  }
}

/** Whether what is there is the rest of the same. */
export const isRest = (mark: SchemaMark | null, { by, from }: TargetSettings): boolean =>
  mark?.made?.by === by && mark.made.from === from;
