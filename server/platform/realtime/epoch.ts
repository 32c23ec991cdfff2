/** The epoch of this database: new after each restore, so that nobody goes on from a cursor of another past. */
import mongoose from "mongoose";

interface Epoch {
  _id: string;
  epoch: string;
}
const Epochs = mongoose.model<Epoch>(
  "Epoch",
  new mongoose.Schema<Epoch>(
    { _id: { type: String, required: true }, epoch: String },
    { collection: "settings", versionKey: false },
  ),
);
const _id = "epoch";
let known: string | undefined;

/** It is read once in a process: a restore is done while no server runs. */
export async function presentEpoch(): Promise<string> {
  known ??= await readEpoch();
  return known;
}

/** Begins a new epoch, as each restore does; every client empties its store. */
export async function beginEpoch(): Promise<void> {
  await Epochs.updateOne({ _id }, { $set: { epoch: crypto.randomUUID() } }, { upsert: true });
  known = undefined;
}

export function forgetEpoch(): void {
  known = undefined;
}

async function readEpoch(): Promise<string> {
  const first = () =>
    Epochs.findOneAndUpdate(
      { _id },
      { $setOnInsert: { epoch: crypto.randomUUID() } },
      { upsert: true, returnDocument: "after" },
    ).lean<Epoch>();
  // Two nodes at the very first start: one of them names it.
  const found = (await Epochs.findById(_id).lean<Epoch>()) ?? (await first().catch(first));
  if (!found) throw new Error("no epoch after its upsert");
  return found.epoch;
}
