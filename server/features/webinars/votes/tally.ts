/**
 * The tally of a webinar as this node tells it to its own clients: counted from the votes again for what was touched, at most four
 * times a second, and for all every ten seconds; no revision is spent on it (docs/decisions/voting.md).
 */
import { setTimeout as pause } from "node:timers/promises";
import type { QueryFilter } from "mongoose";
import type { Tally } from "../../../../shared/contracts/webinars.ts";
import { log } from "../../../platform/log.ts";
import { countWatchers, emitTally, onPublished, publish } from "../../../platform/realtime/index.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { Webinars } from "../webinar.model.ts";
import { audiences, onWatched, webinarStreamOf } from "../webinars.streams.ts";
import { supportOfMany } from "./support.ts";

interface Kept {
  /** As it was told last. */
  tally: Map<string, number>;
  touched: Set<string>;
  /** Touched since all of it was told: who read it in between may have missed the change. */
  stale: boolean;
  timer: NodeJS.Timeout | undefined;
  countedAt: number;
  /** When it was told last: the next telling waits, however late this one was. */
  toldAt: number;
  /** One count after the other, so that an older one is never told after a newer. */
  counting: Promise<void>;
}

const kept = new Map<string, Kept>();
const atMostEvery = 250;
const allEvery = 10_000;
let all: NodeJS.Timeout | undefined;

/** Questions whose support a room may see. */
const shown: QueryFilter<Question> = {
  $or: [{ state: { $in: ["queued", "onair", "answered"] } }, { state: "carried", held: false }],
};

/** Counted from the database, for a fresh reader. */
export async function tallyOf(webinarId: string): Promise<Tally> {
  return Object.fromEntries(await count(webinarId));
}

/** Somebody watches on this node: what other nodes take in is counted here too, every ten seconds at the latest. */
onWatched((webinarId) => {
  if (!kept.has(webinarId)) kept.set(webinarId, untold());
});

/** A vote came or went, here or on another node: its question is counted again. */
export function touchTally(webinarId: string, questionId: string): void {
  publish("tally", { webinarId, questionId });
  touchHere({ webinarId, questionId });
}

onPublished("tally", touchHere);

export function startTallies(): void {
  all = setInterval(() => {
    for (const [webinarId, one] of kept) inTurn(webinarId, one, countAll);
  }, allEvery);
  all.unref();
}

export async function stopTallies(): Promise<void> {
  clearInterval(all);
  const left = [...kept.values()];
  kept.clear();
  for (const { timer } of left) clearTimeout(timer);
  await Promise.all(left.map(({ counting }) => counting));
}

const untold = (): Kept => ({
  tally: new Map(),
  touched: new Set(),
  stale: false,
  timer: undefined,
  countedAt: 0,
  toldAt: 0,
  counting: Promise.resolve(),
});

function touchHere({ webinarId, questionId }: { webinarId: string; questionId: string }): void {
  // Nobody here to tell: whoever comes reads it whole.
  const one = kept.get(webinarId);
  if (!one) return;
  one.touched.add(questionId);
  one.stale = true;
  one.timer ??= setTimeout(
    () => {
      one.timer = undefined;
      one.countedAt = performance.now();
      inTurn(webinarId, one, countTouched);
    },
    Math.max(0, one.countedAt + atMostEvery - performance.now()),
  ).unref();
}

function inTurn(webinarId: string, one: Kept, work: (webinarId: string, one: Kept) => Promise<void>): void {
  one.counting = one.counting
    .then(() => pause(Math.max(0, one.toldAt + atMostEvery - performance.now())))
    .then(() => work(webinarId, one))
    .catch((error: unknown) => log.warn({ error, webinar: webinarId }, "a tally was not counted"));
}

async function countTouched(webinarId: string, one: Kept): Promise<void> {
  const ids = [...one.touched];
  one.touched.clear();
  const changed = noteChanges(one, await count(webinarId, ids));
  if (changed.length > 0) tell(webinarId, one, Object.fromEntries(changed));
}

/** A webinar that nobody watches, or that takes no votes any more, is forgotten. */
async function countAll(webinarId: string, one: Kept): Promise<void> {
  if (!isWatched(webinarId)) return forget(webinarId, one);
  const wasStale = one.stale;
  one.stale = false;
  const counted = await count(webinarId);
  if (noteChanges(one, counted).length > 0 || wasStale) tell(webinarId, one, Object.fromEntries(counted));
  const live = { _id: webinarId, state: { $in: ["scheduled", "open", "paused", "closing"] as const } };
  if (!(await Webinars.exists(live))) forget(webinarId, one);
}

function forget(webinarId: string, one: Kept): void {
  clearTimeout(one.timer);
  if (kept.get(webinarId) === one) kept.delete(webinarId);
}

function noteChanges({ tally }: Kept, counted: Map<string, number>): [string, number][] {
  const changed = [...counted].filter(([id, votes]) => tally.get(id) !== votes);
  for (const [id, votes] of changed) tally.set(id, votes);
  return changed;
}

const isWatched = (webinarId: string): boolean =>
  audiences.some((audience) => countWatchers(webinarStreamOf(webinarId, audience)) > 0);

function tell(webinarId: string, one: Kept, tally: Tally): void {
  one.toldAt = performance.now();
  for (const audience of audiences) emitTally(webinarStreamOf(webinarId, audience), { webinarId, tally });
}

/** With `ids`, of those and of what they are merged into. */
async function count(webinarId: string, ids?: string[]): Promise<Map<string, number>> {
  const among = ids ? { $and: [shown, { $or: [{ _id: { $in: ids } }, { sources: { $in: ids } }] }] } : shown;
  const questions = await Questions.find({ webinarId, ...among }, { askerId: 1, sources: 1 }).lean<Question[]>();
  return supportOfMany(questions);
}
