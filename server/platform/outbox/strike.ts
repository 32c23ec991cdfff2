/** Takes what is done out of `pending`, many things in one write. */
import type { Model } from "mongoose";
import type { Thing } from "../../database/thing.ts";
import { updateEach } from "../../database/write.ts";
import { log } from "../log.ts";
import { faults } from "./faults.ts";

interface Strike {
  id: string;
  version: number;
  names: Set<string>;
}

/** While work goes on, this long: mostly all that follows a write is done by then, and struck in one write. */
const gatherFor = 1_000;
const waiting = new Map<Model<Thing>, Map<string, Strike>>();
const underWay = new Set<Promise<void>>();
let timer: NodeJS.Timeout | undefined;

/**
 * Strikes a name soon, and only where the version is still the one that was worked on: work asked for meanwhile is not lost. What a
 * death keeps from being struck is done once more.
 */
export function strike(
  model: Model<Thing>,
  { _id: id, version }: { _id: string; version: number },
  name: string,
): void {
  const strikes = waiting.get(model) ?? new Map<string, Strike>();
  waiting.set(model, strikes);
  const key = `${version}:${id}`;
  const one = strikes.get(key) ?? { id, version, names: new Set() };
  one.names.add(name);
  strikes.set(key, one);
  timer ??= setTimeout(() => void strikeNow(), gatherFor);
}

/** Whether anything is still to be struck. */
export const isStriking = (): boolean => waiting.size > 0 || underWay.size > 0;

/** Strikes everything that waits; resolves when it stands so. Never fails: what could not be struck, the sweep finds. */
export async function strikeNow(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const now = [...waiting];
  waiting.clear();
  for (const [model, strikes] of now) {
    const one = write(model, [...strikes.values()])
      .catch((error: unknown) => log.warn({ error, collection: model.collection.name }, "what is done is not struck"))
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
}

async function write(model: Model<Thing>, strikes: Strike[]): Promise<void> {
  await updateEach(
    model,
    strikes.map(({ id, version, names }) => ({
      filter: { _id: id, version },
      update: { $pullAll: { pending: [...names] } },
    })),
  );
  await faults.at("struck");
}
