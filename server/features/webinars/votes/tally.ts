/**
 * The tally of a webinar as this node tells it to its own clients: counted from the votes again for what was touched, at most four
 * times a second, and for all every ten seconds; no revision is spent on it.
 */
import type { QueryFilter } from "mongoose";
import type { Tally } from "../../../../shared/contracts/webinars.ts";
import { log } from "../../../platform/log.ts";
import { countWatchers, emitTally, onPublished, publish } from "../../../platform/realtime/index.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { Webinars } from "../webinar.model.ts";
import { audiences, webinarStreamOf } from "../webinars.streams.ts";
import { supportOfMany } from "./support.ts";

interface Kept {
  tally: Map<string, number>;
  touched: Set<string>;
  timer: NodeJS.Timeout | undefined;
  countedAt: number;
}

const kept = new Map<string, Kept>();
const AT_MOST_EVERY = 250;
const ALL_EVERY = 10_000;
let all: NodeJS.Timeout | undefined;

/** Questions whose support a room may see. */
const shown: QueryFilter<Question> = {
  $or: [{ state: { $in: ["queued", "onair", "answered"] } }, { state: "carried", held: false }],
};

/** Counted from the database, for a fresh reader. */
export async function tallyOf(webinarId: string): Promise<Tally> {
  return Object.fromEntries(await count(webinarId));
}

/** A vote came or went, here or on another node: its question is counted again. */
export function touchTally(webinarId: string, questionId: string): void {
  publish("tally", { webinarId, questionId });
  touchHere(webinarId, questionId);
}

export function startTallies(): void {
  onPublished("tally", (message) => {
    const { webinarId, questionId } = message as { webinarId: string; questionId: string };
    touchHere(webinarId, questionId);
  });
  all = setInterval(() => kept.forEach((one, webinarId) => void guard(webinarId, countAll(webinarId, one))), ALL_EVERY);
  all.unref();
}

export function stopTallies(): void {
  clearInterval(all);
  for (const { timer } of kept.values()) clearTimeout(timer);
  kept.clear();
}

function touchHere(webinarId: string, questionId: string): void {
  const one = kept.get(webinarId) ?? { tally: new Map(), touched: new Set(), timer: undefined, countedAt: 0 };
  kept.set(webinarId, one);
  one.touched.add(questionId);
  one.timer ??= setTimeout(
    () => {
      one.timer = undefined;
      one.countedAt = performance.now();
      void guard(webinarId, countTouched(webinarId, one));
    },
    Math.max(0, one.countedAt + AT_MOST_EVERY - performance.now()),
  ).unref();
}

async function countTouched(webinarId: string, one: Kept): Promise<void> {
  const ids = [...one.touched];
  one.touched.clear();
  // Nobody here to tell: whoever comes reads it whole.
  if (!isWatched(webinarId)) return void kept.delete(webinarId);
  tell(webinarId, one, await count(webinarId, ids));
}

/** A webinar that takes no votes any more is told once more and forgotten. */
async function countAll(webinarId: string, one: Kept): Promise<void> {
  if (!isWatched(webinarId)) return void kept.delete(webinarId);
  tell(webinarId, one, await count(webinarId));
  if (!(await Webinars.exists({ _id: webinarId, state: { $in: ["scheduled", "open", "paused", "closing"] } })))
    kept.delete(webinarId);
}

const isWatched = (webinarId: string): boolean =>
  audiences.some((audience) => countWatchers(webinarStreamOf(webinarId, audience)) > 0);

function tell(webinarId: string, one: Kept, counted: Map<string, number>): void {
  const changed = [...counted].filter(([id, votes]) => one.tally.get(id) !== votes);
  for (const [id, votes] of changed) one.tally.set(id, votes);
  if (changed.length === 0) return;
  const payload = { webinarId, tally: Object.fromEntries(changed) };
  for (const audience of audiences) emitTally(webinarStreamOf(webinarId, audience), payload);
}

/** With `ids`, of those and of what they are merged into. */
async function count(webinarId: string, ids?: string[]): Promise<Map<string, number>> {
  const among = ids ? { $and: [shown, { $or: [{ _id: { $in: ids } }, { sources: { $in: ids } }] }] } : shown;
  const questions = await Questions.find({ webinarId, ...among }, { askerId: 1, sources: 1 }).lean<Question[]>();
  return supportOfMany(questions);
}

const guard = (webinarId: string, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => log.warn({ error, webinar: webinarId }, "a tally was not counted"));
