/** How far what must follow the writes is behind; figures for whoever runs the server. */
import { nowMs } from "../clock.ts";
import { countParked } from "./failures.ts";
import { everyModel } from "./kinds.ts";

export interface OutboxLag {
  /** Things that something must follow still; counted up to 10 000 a model. */
  pending: number;
  /** How long the oldest of them has been waiting, in seconds. */
  oldest: number;
  /** Given up after 20 tries. */
  parked: number;
}

const mostCounted = 10_000;

/** Asks only what an index answers, however long the line is. */
export async function readOutboxLag(): Promise<OutboxLag> {
  const models = everyModel();
  const [counts, oldest, parked] = await Promise.all([
    Promise.all(
      models.map(({ model, names }) => model.countDocuments({ pending: { $in: names } }, { limit: mostCounted })),
    ),
    Promise.all(
      models.flatMap(({ model, names }) =>
        names.map((name) =>
          model
            .findOne({ pending: name, pendingSince: { $ne: null } }, { pendingSince: 1 })
            .sort({ pendingSince: 1 })
            .lean<{ pendingSince: Date } | null>(),
        ),
      ),
    ),
    countParked(),
  ]);
  const since = Math.min(...oldest.map((one) => one?.pendingSince.getTime() ?? Number.POSITIVE_INFINITY));
  return {
    pending: counts.reduce((all, some) => all + some, 0),
    oldest: Number.isFinite(since) ? Math.max(0, nowMs() - since) / 1000 : 0,
    parked,
  };
}
