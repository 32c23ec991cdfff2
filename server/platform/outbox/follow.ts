/** Does what must follow a write: tells it, and runs the effects that stand in its `pending`. */
import type { Model } from "mongoose";
import type { Thing } from "../../database/thing.ts";
import { log } from "../log.ts";
import { tellTogether } from "../realtime/tell.ts";
import { noteFailure, noteSuccess } from "./failures.ts";
import { faults } from "./faults.ts";
import { effectOf, isToldOn, kindsOf } from "./kinds.ts";
import { isStriking, strike, strikeNow } from "./strike.ts";

interface InHand {
  done: Promise<void>;
  /** Written meanwhile: followed next. */
  next: Thing | undefined;
}
const inHand = new Map<string, InHand>();
let kicked = 0;

/** After the acknowledgement: the answer goes out before the work begins. */
export function followLater<D extends Thing>(model: Model<D>, saved: D): void {
  if (saved.pending.length === 0) return;
  kicked++;
  setImmediate(() => {
    kicked--;
    void follow(model as unknown as Model<Thing>, saved);
  });
}

const isAtWork = (): boolean => kicked > 0 || inHand.size > 0;

/** Whether anything is being followed in this process, or done and not struck yet. */
export const isFollowing = (): boolean => isAtWork() || isStriking();

/** Whether this very thing is being followed in this process. */
export const isInHand = (model: Model<Thing>, thing: Thing): boolean =>
  lines.some((_, line) => inHand.has(keyOf(model, thing, line)));

/** Telling has a line of its own: what takes its time (a count that is written once a second) does not hold up the next version. */
const lines = [(name: string) => name === "tell", (name: string) => name !== "tell"];

/** Follows one thing, in each line one version after the other; never fails. */
export async function follow(model: Model<Thing>, thing: Thing): Promise<void> {
  await Promise.all(lines.map((_, line) => followInLine(model, thing, line)));
}

function followInLine(model: Model<Thing>, thing: Thing, line: number): Promise<void> {
  if (!thing.pending.some(lines[line] as (name: string) => boolean)) return Promise.resolve();
  const key = keyOf(model, thing, line);
  const running = inHand.get(key);
  if (running) {
    if (!running.next || running.next.version < thing.version) running.next = thing;
    return running.done;
  }
  const one: InHand = { done: Promise.resolve(), next: thing };
  one.done = (async () => {
    for (let next = one.next; next; next = one.next) {
      one.next = undefined;
      await followOnce(model, next, line);
    }
  })().finally(() => {
    inHand.delete(key);
    if (!isAtWork()) void strikeNow();
  });
  inHand.set(key, one);
  return one.done;
}

const keyOf = (model: Model<Thing>, { _id }: Thing, line: number): string => `${line}:${model.collection.name}:${_id}`;

async function followOnce(model: Model<Thing>, thing: Thing, line: number): Promise<void> {
  await Promise.all(
    thing.pending.filter(lines[line] as (name: string) => boolean).map(async (name) => {
      const work = name === "tell" ? tellThing : effectOf(model, name);
      if (!work) {
        if (!name.startsWith("parked:"))
          log.warn({ collection: model.collection.name, name }, "nobody knows what has to follow here");
        return;
      }
      try {
        await work(thing, model);
        await faults.at("effect-done");
        if (name !== "tell") strike(model, thing, name);
        await noteSuccess(model, thing, name);
      } catch (error) {
        await noteFailure(model, thing, name, error);
      }
    }),
  );
}

/** Told under each of its kinds, on the streams of that kind. */
async function tellThing(thing: Thing, model: Model<Thing>): Promise<void> {
  const kinds = kindsOf(model).filter(({ views }) => views);
  if (kinds.length === 0) throw new Error(`${model.collection.name} is told, but no kind says how it is shown`);
  await tellTogether(
    kinds.map((kind) => ({
      kind: kind.kind,
      document: {
        _id: thing._id,
        version: thing.version,
        shownIn: thing.shownIn.filter((stream) => isToldOn(kind, stream)),
      },
    })),
  );
}
