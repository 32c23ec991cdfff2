/**
 * Answers of small reads, kept until a write touches what they were read from. One process owns the file and one thread of it writes,
 * so that every write is heard of here, with the marks of the documents that it touched (marks.ts), before it is acknowledged. Whoever
 * asks again in between is given the very same frozen documents: what follows from them may be kept by their identity.
 */
import type { Marks } from "./marks.ts";
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
const MOST_FORMS = 2_000;

/** What was answered about one mark, by the form of the question. */
interface Answers {
  byForm: Map<string, KeptAnswer>;
  letters: number;
}
/** What is kept of one path of one collection, by the text that was asked for there. */
interface Shelf {
  present: Map<string, Answers>;
  former: Map<string, Answers>;
}

/** Counts over all engines of a process, so that none ever comes again. */
let turns = 0;

export class KeptReads {
  private readonly shelves = new Map<string, Map<string, Shelf>>();
  /** Of all that stands in a present half. */
  private letters = 0;
  private readonly turns = new Map<string, number>();
  private firstTurn = ++turns;

  /** The answer to a question, where it is kept. */
  get(collection: string, question: Question): KeptAnswer | undefined {
    const shelves = this.shelves.get(collection);
    if (!shelves) return undefined;
    const { filter } = question;
    for (const path in filter) {
      const text = filter[path];
      if (typeof text !== "string") continue;
      const shelf = shelves.get(path);
      const answers = shelf && this.at(shelf, text);
      if (!answers) continue;
      const form = formOf(question, path);
      return form === null ? undefined : answers.byForm.get(form);
    }
    return undefined;
  }

  /** Keeps an answer under the first text that is asked for on a path which writes tell (`isMarked`); there is none: it is not kept. */
  put(collection: string, question: Question, answer: Document[], isMarked: (path: string) => boolean): void {
    const { filter } = question;
    const path = Object.keys(filter).find((each) => typeof filter[each] === "string" && isMarked(each));
    const form = path === undefined ? null : formOf(question, path);
    if (path === undefined || form === null) return;
    const letters = freeze(answer) + form.length + 200;
    if (letters > MOST_IN_ONE) return;
    const shelf = this.shelf(collection, path);
    const text = filter[path] as string;
    const known = this.at(shelf, text);
    const answers = known && known.byForm.size < MOST_FORMS ? known : { byForm: new Map(), letters: 0 };
    answers.byForm.set(form, answer);
    answers.letters += letters;
    this.moveIn(shelf, text, answers, letters);
  }

  /** A write has touched documents of these marks; null: any of the collection. */
  drop(collection: string, marks: Marks | null): void {
    if (marks !== null && !("_id" in marks)) return;
    this.turns.set(collection, ++turns);
    if (marks === null) {
      this.shelves.delete(collection);
      return;
    }
    const shelves = this.shelves.get(collection);
    for (const path in marks) {
      const shelf = shelves?.get(path);
      if (!shelf) continue;
      for (const text of marks[path] as string[]) {
        shelf.present.delete(text);
        shelf.former.delete(text);
      }
    }
  }

  /** Another number after each write to a collection: as long as it is the same, so is all that can be read there. */
  turnOf(collection: string): number {
    return this.turns.get(collection) ?? this.firstTurn;
  }

  clear(): void {
    this.turns.clear();
    this.firstTurn = ++turns;
    this.shelves.clear();
    this.letters = 0;
  }

  private shelf(collection: string, path: string): Shelf {
    const shelves = this.shelves.get(collection) ?? new Map<string, Shelf>();
    const shelf = shelves.get(path) ?? { present: new Map(), former: new Map() };
    this.shelves.set(collection, shelves.set(path, shelf));
    return shelf;
  }

  private at(shelf: Shelf, text: string): Answers | undefined {
    const present = shelf.present.get(text);
    if (present) return present;
    const former = shelf.former.get(text);
    if (!former) return undefined;
    shelf.former.delete(text);
    this.moveIn(shelf, text, former, former.letters);
    return former;
  }

  private moveIn(shelf: Shelf, text: string, answers: Answers, letters: number): void {
    shelf.present.set(text, answers);
    this.letters += letters;
    if (this.letters <= MOST / 2) return;
    for (const shelves of this.shelves.values())
      for (const each of shelves.values()) {
        each.former = each.present;
        each.present = new Map();
      }
    this.letters = 0;
  }
}

/** The whole of a question as text, but for the text that it is kept under; null where a value is neither text nor a number. */
function formOf({ filter, sort, projection, limit = 0 }: Question, under: string): string | null {
  let form = `${limit}`;
  for (const field in filter) {
    if (field === under) continue;
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

/** Whether all that is asked for are texts and numbers: such questions are no further checked. */
export const isToKeep = (question: Question): boolean => formOf(question, "") !== null;

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
