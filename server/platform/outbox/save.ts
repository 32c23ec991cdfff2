/** Writes that may be sent again: ids and change ids are the writer's, and what must follow stands in the same write. */

import { createHash } from "node:crypto";
import type { Model, QueryFilter, UpdateQuery } from "mongoose";
import { isDuplicate } from "../../database/duplicate.ts";
import { readById } from "../../database/read.ts";
import type { Thing } from "../../database/thing.ts";
import { insertWhole } from "../../database/write.ts";
import { now } from "../clock.ts";
import type { Person } from "../person.ts";
import { Problem } from "../problem.ts";
import { faults } from "./faults.ts";
import { followLater } from "./follow.ts";

const keptChanges = 16;

/**
 * What the same person sent before under this id: the thing as it stands, or null. Looked for before the policy. Throws
 * `already-sent` (the same person, other input; `stands` says what is there) and `id-taken` (somebody else's).
 */
export async function sentBefore<D extends Thing>(
  model: Model<D>,
  person: Person,
  input: { id: string },
): Promise<D | null> {
  return mineOrNone(await readById(model, input.id), person, input);
}

/** Adds a new thing, once: who sends the same again gets what is there. What must follow is begun after the acknowledgement. */
export async function saveOnce<D extends Thing>(
  model: Model<D>,
  person: Person,
  input: { id: string },
  fields: Omit<D, keyof Thing>,
  follow: Pick<Follow, "pending"> & { shownIn: string[] },
): Promise<D> {
  const at = now();
  const thing: Thing = {
    _id: input.id,
    createdAt: at,
    version: 1,
    pending: unique(follow.pending),
    pendingSince: follow.pending.length > 0 ? at : null,
    shownIn: unique(follow.shownIn),
    changes: [],
    writtenBy: person.id,
    inputHash: hashOf(input),
  };
  const saved = { ...fields, ...thing } as unknown as D;
  try {
    await insertWhole(model, saved);
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown;
    const there = mineOrNone(await readById(model, thing._id), person, input);
    // Another unique index than that of the id: its feature knows what to do.
    if (!there) throw thrown;
    return there;
  }
  await faults.at("saved");
  followLater(model, saved);
  return saved;
}

/** The thing as it stands where this person made this very change before, else null. Looked for before the policy. */
export async function changedBefore<D extends Thing>(
  model: Model<D>,
  person: Person,
  id: string,
  changeId: string,
): Promise<D | null> {
  return model.findOne({ _id: id, changes: noteOf(person, changeId) } as unknown as QueryFilter<D>).lean<D>();
}

/** The operators of an update that a feature may use; `version`, `pending`, `changes` and `shownIn` are the platform's. */
export type Update<D> = Pick<
  UpdateQuery<D>,
  "$set" | "$unset" | "$inc" | "$min" | "$max" | "$push" | "$pull" | "$addToSet"
>;

export interface Follow {
  person: Person;
  changeId?: string | undefined;
  pending: string[];
  /** Streams that are added to those where the thing is shown. */
  shownIn?: string[] | undefined;
}

/**
 * One atomic change. `filter` names `_id` and every field as the person saw it; null where it matched nothing (the reader is then
 * refused with the present state). The same change of the same person, sent again, gets what is there.
 */
export async function change<D extends Thing>(
  model: Model<D>,
  filter: QueryFilter<D> & { _id: string },
  update: Update<D>,
  { person, changeId, pending, shownIn = [] }: Follow,
): Promise<D | null> {
  const note = changeId === undefined ? undefined : noteOf(person, changeId);
  const found = { ...filter, ...(note ? { changes: { $ne: note } } : {}) } as unknown as QueryFilter<D>;
  const set = { ...update.$set, ...(pending.length > 0 ? { pendingSince: now() } : {}) };
  const add = {
    ...update.$addToSet,
    ...(pending.length > 0 ? { pending: { $each: unique(pending) } } : {}),
    ...(shownIn.length > 0 ? { shownIn: { $each: unique(shownIn) } } : {}),
  };
  const push = { ...update.$push, ...(note ? { changes: { $each: [note], $slice: -keptChanges } } : {}) };
  const whole = {
    ...update,
    $inc: { ...update.$inc, version: 1 },
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(Object.keys(add).length > 0 ? { $addToSet: add } : {}),
    ...(Object.keys(push).length > 0 ? { $push: push } : {}),
  } as unknown as UpdateQuery<D>;
  const changed = await model.findOneAndUpdate(found, whole, { returnDocument: "after" }).lean<D>();
  if (!changed) return changeId === undefined ? null : changedBefore(model, person, filter._id, changeId);
  await faults.at("changed");
  followLater(model, changed);
  return changed;
}

function mineOrNone<D extends Thing>(there: D | null, person: Person, input: { id: string }): D | null {
  if (!there) return null;
  if (there.writtenBy !== person.id) throw new Problem("id-taken");
  if (there.inputHash !== hashOf(input))
    throw new Problem("already-sent", { stands: { id: there._id, version: there.version } });
  return there;
}

const noteOf = (person: Person, changeId: string): string => `${person.id}/${changeId}`;
const unique = (names: string[]): string[] => [...new Set(names)];
const hashOf = (input: object): string => createHash("sha256").update(canonical(input)).digest("base64url");

/** JSON with sorted keys, so that the order in which a client names its fields makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
