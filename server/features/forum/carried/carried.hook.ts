/** What the forum asks of carried questions: the webinars feature, which stands above, answers. */
import type { CarriedQuestionView } from "../../../../shared/contracts/webinars.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";

export interface CarriedHook {
  /** What number 1 of a carried thread shows, by question; anonymous askers stay anonymous. */
  read(questionIds: string[]): Promise<Map<string, CarriedQuestionView>>;
  /** Whether the person may read and reply there whatever the section says: its webinar's asker and panellists, guests too. */
  mayAnswer(person: Person, questionId: string): Promise<boolean>;
  isAsker(person: Person, questionId: string): Promise<boolean>;
  isPanellist(personId: string, questionId: string): Promise<boolean>;
  /** A reply was marked as the answer, or no longer is. Told again after a crash: the last state stands. */
  answered(questionId: string, answer: { postId: string | null; by: string }): Promise<void>;
  /** Everyone who asked it, sources' askers too; each is told of replies. Left out: they follow the thread like others. */
  askersOf?(questionId: string): Promise<string[]>;
  /** A held thread was opened in triage. Told again after a crash. */
  opened?(questionId: string): Promise<void>;
}

let hook: CarriedHook | null = null;

/** Registers the one that knows of carried questions. */
export function registerCarried(given: CarriedHook): void {
  hook = given;
}

/** What a person may in a carried thread by reason of its question. */
export interface CarriedRights {
  mayAnswer: boolean;
  isAsker: boolean;
}

export async function carriedRights(person: Person, questionId: string | null): Promise<CarriedRights | null> {
  if (!hook || questionId === null || !isSignedIn(person)) return null;
  const [mayAnswer, isAsker] = await Promise.all([
    hook.mayAnswer(person, questionId),
    hook.isAsker(person, questionId),
  ]);
  return { mayAnswer: mayAnswer || isAsker, isAsker };
}

export const readCarried = async (questionIds: string[]): Promise<Map<string, CarriedQuestionView>> =>
  hook && questionIds.length > 0 ? hook.read(questionIds) : new Map();

export const isCarriedPanellist = async (personId: string, questionId: string | null): Promise<boolean> =>
  hook !== null && questionId !== null && (await hook.isPanellist(personId, questionId));

export const tellAnswered = async (questionId: string, answer: { postId: string | null; by: string }): Promise<void> =>
  hook?.answered(questionId, answer);

export const tellOpened = async (questionId: string): Promise<void> => hook?.opened?.(questionId);

export const askersOf = async (questionId: string | null): Promise<string[]> =>
  questionId === null ? [] : ((await hook?.askersOf?.(questionId)) ?? []);
