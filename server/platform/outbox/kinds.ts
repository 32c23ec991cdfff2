/** Which kinds of things there are, how each is shown where it is told, and what else may have to follow a write. */
import type { Model } from "mongoose";
import type { Thing } from "../../database/thing.ts";

export interface Kind<D extends Thing = Thing> {
  /** As in the contract's streams: "post", "thread", "question". */
  kind: string;
  /** A kind may be registered with several models, and a model with several kinds. */
  model: Model<D>;
  /**
   * The families of streams where this kind is told; all where nothing is said. A model of several kinds says it for each: a question
   * is "question" on `webinar` streams and "myQuestion" on `person` streams.
   */
  streams?: readonly string[];
  /** What watchers of `stream` may see of these, in the same order; null: not (any more) there. Left out by kinds that are never told. */
  views?(documents: D[], stream: string): Promise<(object | null)[]>;
  /** What else may stand in `pending` beside "tell". Each is idempotent by a unique key, retried by the sweep, parked after 20 tries. */
  effects?: Record<string, (document: D) => Promise<void>>;
}

const kinds: Kind[] = [];

/** Registers a kind, or adds effects to one that is there. */
export function registerKind<D extends Thing>(kind: Kind<D>): void {
  const one = kind as unknown as Kind;
  const earlier = kinds.find(({ kind, model }) => kind === one.kind && model === one.model);
  if (earlier) Object.assign(earlier, one, { effects: { ...earlier.effects, ...one.effects } });
  else kinds.push(one);
}

/** All registrations of a kind: one, or one a model. */
export const kindsNamed = (name: string): Kind[] => kinds.filter(({ kind }) => kind === name);
export const kindsOf = (model: Model<never> | Model<Thing>): Kind[] =>
  kinds.filter((kind) => kind.model === (model as unknown));

/** Whether a kind is told on a stream. */
export const isToldOn = ({ views, streams }: Kind, stream: string): boolean =>
  views !== undefined && (streams === undefined || streams.includes(stream.split(":", 1)[0] as string));

/** Each model with the names that this process knows how to follow. */
export function everyModel(): { model: Model<Thing>; names: string[] }[] {
  const models = new Map(kinds.map(({ model }) => [model, new Set<string>()]));
  for (const { model, views, effects } of kinds) {
    if (views) models.get(model)?.add("tell");
    for (const name of Object.keys(effects ?? {})) models.get(model)?.add(name);
  }
  return Array.from(models, ([model, names]) => ({ model, names: [...names] }));
}

/** The effect of that name on things of a model. */
export const effectOf = (model: Model<Thing>, name: string): ((document: Thing) => Promise<void>) | undefined =>
  kindsOf(model).find(({ effects }) => effects?.[name])?.effects?.[name];
export const everyKind = (): Kind[] => kinds;
