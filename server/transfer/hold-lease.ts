/** While a MongoDB is copied no server may start on it: the copy holds the lease that servers take (docs/decisions/nodes.md). */
import { setTimeout as pause } from "node:timers/promises";
import type { mongo } from "mongoose";
import { isDuplicate } from "../database/duplicate.ts";
import { Refusal } from "./command.ts";

interface Lease {
  _id: string;
  how: string;
  holder: string;
  until: Date;
}
const holdFor = 6_000;

export interface Held {
  /** Throws where it was lost: a server may have written meanwhile. */
  check(): void;
  release(): Promise<void>;
}

/** Takes the lease and renews it. Throws where a server runs; one that died a moment ago is waited for. */
export async function holdLease(db: mongo.Db, name: string): Promise<Held> {
  const leases = db.collection<Lease>("nodes");
  const how = `alone npm run copy ${crypto.randomUUID()}`;
  let lost = false;

  const take = async (): Promise<Lease | null> => {
    const at: Date = (await db.command({ hello: 1 }))["localTime"];
    const hold = { how, holder: `npm run copy, process ${process.pid}`, until: new Date(at.getTime() + holdFor) };
    const free = { _id: "lease", $or: [{ how }, { until: { $lte: at } }] };
    if ((await leases.updateOne(free, { $set: hold })).matchedCount === 1) return null;
    try {
      await leases.insertOne({ _id: "lease", ...hold });
      return null;
    } catch (thrown) {
      if (!isDuplicate(thrown)) throw thrown;
      return leases.findOne({ _id: "lease" });
    }
  };

  const first = await take();
  const began = performance.now();
  for (let other = first; other; other = await take()) {
    const isRenewed = other.until > (first as Lease).until || other.how !== first?.how;
    // A dead server's lease runs out within this time.
    if (isRenewed || performance.now() - began > 2 * holdFor)
      throw new Refusal(`A server (${other.holder}) runs on ${name}: stop it first.`);
    await pause(200);
  }
  const renewing = setInterval(() => {
    take().then(
      (other) => {
        lost ||= other !== null;
      },
      () => {},
    );
  }, holdFor / 3);
  return {
    check() {
      if (lost)
        throw new Refusal(`A server was started on ${name} meanwhile: stop it, and run the same command again.`);
    },
    async release() {
      clearInterval(renewing);
      await leases.deleteOne({ _id: "lease", how });
    },
  };
}
