/** How a page is written: its address, what it asks the server for, its title, its view. */
import type { ComponentType } from "preact";
import type { OperationName, Question, Reply } from "../shared/contract.ts";
import type { MeView } from "../shared/contracts/members.ts";
import type { At, Need } from "../shared/pages.ts";
import type { Language } from "./language/language.ts";

export type { At, Need } from "../shared/pages.ts";

export const need = <N extends OperationName>(name: N, input: Question<N>): Need<N> => ({ name, input });

type Needs = Readonly<Record<string, Need | null>>;
type AnswerTo<W> = W extends Need<infer N> ? Reply<N> : null;
export type Answers<W extends Needs> = { readonly [K in keyof W]: AnswerTo<W[K]> };

export interface Page<W extends Needs = Needs> {
  /** What is asked, by the server for the first drawing and by the browser when it moves here. A refused need shows as the page of that problem. */
  needs(at: At, me: MeView): W;
  title(answers: Answers<W>, language: Language, at: At): string;
  View: ComponentType<{ answers: Answers<W>; at: At }>;
  /** Another address to go to instead (a permanent link, a page that needs no stop). */
  moved?(answers: Answers<W>, at: At): string | null;
  /** What visitors see of it depends on its answers alone (no form with an id of its own): one drawing serves them all. */
  shared?: boolean;
  /** A live page brings its own bar and uses the whole window. */
  room?: boolean;
}

/** Declares a page; its view's answers have the types of its needs. */
export function definePage<W extends Needs>(page: Page<W>): Page {
  return page as unknown as Page;
}
