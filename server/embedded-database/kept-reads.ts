/**
 * Answers of small reads, kept until a write touches what they were read from. One process owns the file and one thread of it writes,
 * so that every write is heard of here, with the marks of the documents that it touched (marks.ts), before it is acknowledged. Whoever
 * asks again in between is given the very same frozen documents: what follows from them may be kept by their identity.
 */
import { markOf } from "./marks.ts";
import type { Query } from "./requests.ts";
import { type Document, isOperators } from "./values.ts";

export type Question = Pick<Query, "filter" | "sort" | "projection" | "limit">;
/** Never to be changed: others are given them too. */
export type KeptAnswer = readonly Document[];

/** Letters of all that is kept, in two halves: what is asked for moves into the present one, and the former goes when that is full. */
const MOST = 32_000_000;
/** What is longer is read each time. */
const MOST_IN_ONE = 200_000;
/** Of one mark; beyond it those are forgotten. */
const MOST_FORMS = 500;

/** What was answered about one mark, by the form of the question. */
type Answers = Map<string, { answer: KeptAnswer; letters: number }>;

/** Counts over all engines of a process, so that none ever comes again. */
let turns = 0;

export class KeptReads {
  private present = new Map<string, Answers>();
  private former = new Map<string, Answers>();
  private letters = 0;
  /** Raised with all that is dropped of a collection: what was kept before is not found any more. */
  private readonly epochs = new Map<string, number>();
  private readonly turns = new Map<string, number>();
  private firstTurn = ++turns;

  /** The answer to a question, where it is kept. */
  get(collection: string, question: Question): KeptAnswer | undefined {
    const { filter } = question;
    let form: string | null | undefined;
    for (const path in filter) {
      const text = filter[path];
      if (typeof text !== "string") continue;
      const answers = this.at(this.keyOf(collection, markOf(path, text)));
      if (!answers) continue;
      form ??= formOf(question);
      return form === null ? undefined : answers.get(form)?.answer;
    }
    return undefined;
  }

  /** Keeps an answer under the first text that is asked for on a path which writes tell (`isMarked`); there is none: it is not kept. */
  put(collection: string, question: Question, answer: Document[], isMarked: (path: string) => boolean): void {
    const { filter } = question;
    const path = Object.keys(filter).find(
      (each) => typeof filter[each] === "string" && (each === "_id" || isMarked(each)),
    );
    const form = path === undefined ? null : formOf(question);
    if (path === undefined || form === null) return;
    const letters = freeze(answer) + form.length + 200;
    if (letters > MOST_IN_ONE) return;
    const key = this.keyOf(collection, markOf(path, filter[path] as string));
    const answers: Answers = this.at(key) ?? new Map();
    if (answers.size >= MOST_FORMS) answers.clear();
    answers.set(form, { answer, letters });
    this.moveIn(key, answers, letters);
  }

  /** A write has touched these marks of a collection; null: all of it. */
  drop(collection: string, marks: readonly string[] | null): void {
    if (marks?.length === 0) return;
    this.turns.set(collection, ++turns);
    if (marks === null) this.epochs.set(collection, (this.epochs.get(collection) ?? 0) + 1);
    else
      for (const mark of marks) {
        const key = this.keyOf(collection, mark);
        this.present.delete(key);
        this.former.delete(key);
      }
  }

  /** Another number after each write to a collection: as long as it is the same, so is all that can be read there. */
  turnOf(collection: string): number {
    return this.turns.get(collection) ?? this.firstTurn;
  }

  clear(): void {
    this.turns.clear();
    this.firstTurn = ++turns;
    this.present = new Map();
    this.former = new Map();
    this.letters = 0;
  }

  private keyOf(collection: string, mark: string): string {
    return `${collection} ${this.epochs.get(collection) ?? 0} ${mark}`;
  }

  private at(key: string): Answers | undefined {
    const present = this.present.get(key);
    if (present) return present;
    const former = this.former.get(key);
    if (!former) return undefined;
    let letters = 0;
    for (const each of former.values()) letters += each.letters;
    this.former.delete(key);
    this.moveIn(key, former, letters);
    return former;
  }

  private moveIn(key: string, answers: Answers, letters: number): void {
    this.present.set(key, answers);
    this.letters += letters;
    if (this.letters <= MOST / 2) return;
    this.former = this.present;
    this.present = new Map();
    this.letters = 0;
  }
}

/** The whole of a question as text; null where a value is neither text nor a number. */
function formOf({ filter, sort, projection, limit = 0 }: Question): string | null {
  let form = `${limit}`;
  for (const field in filter) {
    const value = filter[field];
    if (field.startsWith("$")) return null;
    if (!isOperators(value)) {
      const text = told(value);
      if (text === null) return null;
      form += ` ${field}${text}`;
      continue;
    }
    for (const operator in value) {
      const text = told(value[operator]);
      if (text === null) return null;
      form += ` ${field} ${operator}${text}`;
    }
  }
  for (const path in sort) form += ` by ${path} ${sort[path]}`;
  for (const field in projection) form += ` show ${field} ${projection[field]}`;
  return form;
}

/** With its length, so that no text can look like the rest of a question. */
const told = (value: unknown): string | null =>
  typeof value === "string" ? `=${value.length}:${value}` : typeof value === "number" ? `=${value}` : null;

/** Freezes all of it, and says how many letters it is long. */
function freeze(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  let letters = 16;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) for (const one of value) letters += freeze(one);
  else if (prototype === Object.prototype || prototype === null)
    for (const key in value) letters += key.length + freeze((value as Document)[key]);
  else return 32;
  Object.freeze(value);
  return letters;
}
