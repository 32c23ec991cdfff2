/** The world in which the house tells and watches: mongoose's documents, and rooms of sockets on every node. */

import type { Model, QueryFilter } from "mongoose";
import { readAll } from "../../database/read.ts";
import type { Thing } from "../../database/thing.ts";
import { faults } from "../outbox/faults.ts";
import { isToldOn, type Kind, kindsNamed } from "../outbox/kinds.ts";
import { strike } from "../outbox/strike.ts";
import type { Tellable, Waiting, World } from "./protocol.ts";
import { isHeard, sendTold } from "./rooms.ts";
import { numberEntries, readStream, type WindowOf } from "./streams.ts";

const latest: WindowOf = { limit: 100 };
/** Where a document was read: several models may share the name of a kind. */
const readFrom = new WeakMap<Tellable, Model<Thing>>();

export const world: World = {
  async number(stream, entries) {
    const last = await numberEntries(stream, entries);
    await faults.at("numbered");
    return last;
  },
  stream: readStream,
  async read(kind, ids) {
    const found = await Promise.all(
      kindsNamed(kind).map(async ({ model }) => noteModel(kind, model, await readAll(model, { _id: { $in: ids } }))),
    );
    return found.flat();
  },
  async views(kind, documents, stream) {
    const views = new Map<Tellable, object | null>();
    const named = kindsNamed(kind);
    for (const one of named.filter((found) => isToldOn(found, stream))) {
      const isOwn = (document: Tellable) => named.length === 1 || readFrom.get(document) === one.model;
      const own = documents.filter(isOwn) as Thing[];
      const seen = own.length > 0 ? await one.views?.(own, stream) : [];
      own.forEach((document, index) => void views.set(document, seen?.[index] ?? null));
    }
    return documents.map((document) => views.get(document) ?? null);
  },
  isHeard,
  send: sendTold,
  async strike(kind, told) {
    for (const { model } of kindsNamed(kind)) for (const one of told) strike(model, one, "tell");
  },
};

/** Everything that was ever shown in a stream, narrowed by its window; the latest hundred of each kind where no window is named. */
export async function readShown(
  stream: string,
  kinds: Kind[],
  windows: Record<string, WindowOf> | undefined,
): Promise<Waiting[]> {
  const wanted = kinds.filter((kind) => isToldOn(kind, stream) && (windows === undefined || windows[kind.kind]));
  const found = await Promise.all(
    wanted.map(async ({ kind, model }) => {
      const { filter, sort, limit }: WindowOf = windows?.[kind] ?? latest;
      const here = { shownIn: stream } as QueryFilter<Thing>;
      const documents = await model
        .find(filter ? { $and: [here, filter] } : here)
        .sort(sort ?? { createdAt: -1 })
        .limit(limit)
        .lean<Thing[]>();
      return noteModel(kind, model, documents).map((document) => ({ kind, document }));
    }),
  );
  return found.flat();
}

/** Where one model alone has the name of the kind there is nothing to note: a thousand such notes hold up the garbage collector. */
function noteModel<T extends Tellable>(kind: string, model: Model<Thing>, documents: readonly T[]): readonly T[] {
  if (kindsNamed(kind).length > 1) for (const document of documents) readFrom.set(document, model);
  return documents;
}
