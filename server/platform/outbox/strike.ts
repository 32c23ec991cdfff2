/** Takes what is done out of `pending`, many things in one write. */
import type { Model } from "mongoose";
import type { Thing } from "../../database/thing.ts";
import { updateEach } from "../../database/write.ts";
import { faults } from "./faults.ts";

interface Strike {
  id: string;
  version: number;
  names: Set<string>;
}

const gatherFor = 4;
const waiting = new Map<Model<Thing>, Map<string, Strike>>();
let flushing: Promise<void> | undefined;

/** Strikes a name only where the version is still the one that was worked on: work asked for meanwhile is not lost. */
export function strike(
  model: Model<Thing>,
  { _id: id, version }: { _id: string; version: number },
  name: string,
): Promise<void> {
  const strikes = waiting.get(model) ?? new Map<string, Strike>();
  waiting.set(model, strikes);
  const key = `${version}:${id}`;
  const one = strikes.get(key) ?? { id, version, names: new Set() };
  one.names.add(name);
  strikes.set(key, one);
  flushing ??= new Promise((resolve) => setTimeout(resolve, gatherFor)).then(flush);
  return flushing;
}

async function flush(): Promise<void> {
  flushing = undefined;
  const now = [...waiting];
  waiting.clear();
  await Promise.all(
    now.map(([model, strikes]) =>
      updateEach(
        model,
        Array.from(strikes.values(), ({ id, version, names }) => ({
          filter: { _id: id, version },
          update: { $pullAll: { pending: [...names] } },
        })),
      ),
    ),
  );
  await faults.at("struck");
}
