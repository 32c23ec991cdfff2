/** Times every call of the database, whichever engine answers: around mongoose's own collection, below everything else. */
import mongoose from "mongoose";
import { isDuplicate } from "../../database/duplicate.ts";
import { onRead } from "../../database/read.ts";
import { databaseErrors, databaseTime } from "./counts.ts";

type Call = (this: { name: string }, ...given: unknown[]) => unknown;
interface Cursor {
  toArray?(): Promise<unknown>;
}

const answering = [
  "findOne",
  "countDocuments",
  "distinct",
  "insertOne",
  "insertMany",
  "updateOne",
  "updateMany",
  "replaceOne",
  "deleteOne",
  "deleteMany",
  "findOneAndUpdate",
  "findOneAndReplace",
  "findOneAndDelete",
  "bulkWrite",
];
/** These answer when their cursor is asked. What is read from it piece by piece is not timed. */
const opening = ["find", "aggregate"];

let timing = false;

/** From now on, once a process; about half a microsecond a call. */
export function timeDatabase(): void {
  if (timing) return;
  timing = true;
  onRead((collection, command, seconds) => databaseTime.note(seconds, collection, command));
  const { prototype } = (mongoose as unknown as { Collection: { prototype: Record<string, Call> } }).Collection;
  for (const command of answering) {
    const call = prototype[command] as Call;
    prototype[command] = function (...given) {
      return timed(this.name, command, () => call.apply(this, given));
    };
  }
  for (const command of opening) {
    const call = prototype[command] as Call;
    prototype[command] = function (...given) {
      const cursor = call.apply(this, given) as Cursor | undefined;
      const toArray = cursor?.toArray;
      if (cursor && toArray)
        cursor.toArray = () => timed(this.name, command, () => toArray.call(cursor)) as Promise<unknown>;
      return cursor;
    };
  }
}

function timed(collection: string, command: string, call: () => unknown): unknown {
  const began = performance.now();
  const answer = call();
  if (answer instanceof Promise)
    answer.then(
      () => databaseTime.note((performance.now() - began) / 1000, collection, command),
      (thrown: unknown) => {
        databaseTime.note((performance.now() - began) / 1000, collection, command);
        if (!isDuplicate(thrown)) databaseErrors.add(1, collection, command);
      },
    );
  return answer;
}
