/**
 * The lease on a database: nodes that hear each other hold it together, a node that hears nobody holds it alone
 * (docs/decisions/nodes.md). Taken by compare-and-set, in the database's time.
 */
import mongoose from "mongoose";
import { isDuplicate } from "../../database/duplicate.ts";
import { databaseTime } from "../clock.ts";

/** Who dies leaves it behind for so long; who lives renews it three times meanwhile. */
export const leaseFor = 6_000;
export const leaseId = "lease";

export interface Lease {
  _id: string;
  /** How its holders hear each other: `redis`, or `alone ` and the one node's id. */
  how: string;
  /** Who renewed it last, for people. */
  holder: string;
  until: Date;
}
/** What a node holds it by. */
export type Hold = Pick<Lease, "how" | "holder">;

const Leases = mongoose.model<Lease>(
  "Lease",
  new mongoose.Schema<Lease>(
    { _id: { type: String, required: true }, how: String, holder: String, until: Date },
    { collection: "nodes", versionKey: false },
  ),
);

/** Takes or renews it. Null: it is held; else the lease of others that stands. */
export async function takeLease({ how, holder }: Hold): Promise<Lease | null> {
  const at = databaseTime();
  const until = new Date(at.getTime() + leaseFor);
  const free = { _id: leaseId, $or: [{ how }, { until: { $lte: at } }] };
  const taken = await Leases.updateOne(free, { $set: { how, holder, until } });
  if (taken.matchedCount === 1) return null;
  try {
    await Leases.create({ _id: leaseId, how, holder, until });
    return null;
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown;
  }
  const others = await Leases.findById(leaseId).lean<Lease>();
  // Given back or taken by a node like this one in between.
  return others && others.how !== how ? others : takeLease({ how, holder });
}

/** Gives it back at once, where nobody else may hold it too. */
export async function giveLeaseBack({ how }: Hold): Promise<void> {
  await Leases.deleteOne({ _id: leaseId, how });
}
