/** What server and client agree on about pages: where a reader is, what a page is drawn from, what comes of it. */

import type { OperationName, Question } from "./contract.ts";
import type { MeView } from "./contracts/members.ts";
import type { SettingsView } from "./contracts/settings.ts";
import type { Catalogue } from "./languages.ts";
import type { Json } from "./operation.ts";
import type { ProblemCode } from "./problems.ts";

/** Where the reader is. `path` is without the query. */
export interface At {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** One operation that a page needs answered before it is drawn. */
export interface Need<N extends OperationName = OperationName> {
  readonly name: N;
  readonly input: Question<N>;
}

/** A refusal as it is shown: its code, what helps, and which operation was refused. */
export interface ShownProblem {
  readonly code: ProblemCode;
  readonly operation: string | null;
  readonly details: Readonly<Record<string, Json>>;
  /** The page that the refused form stands on: it is drawn again at another address. */
  readonly from?: string | undefined;
}

/** All that a page is drawn from; it goes along with the page, so that the browser can take over. */
export interface PageState {
  me: MeView;
  settings: SettingsView;
  /** The interface's language. */
  language: string;
  /** When the page was drawn, by the server's clock; milliseconds. */
  now: number;
  answers: Record<string, unknown>;
  /** The page itself was refused. */
  refused: ShownProblem | null;
  /** A form on it was refused, and what had been typed there. */
  problem: ShownProblem | null;
  typed: Record<string, string>;
}

/** A page that the server is to draw. */
export interface WantedPage {
  /** As the build's manifest names it. */
  file: string;
  at: At;
  /** Drawn for a visitor, it depends on its state alone. */
  shared: boolean;
  needs(me: MeView): Record<string, Need | null>;
  moved(answers: Record<string, unknown>): string | null;
}

export interface RenderInput {
  wanted: WantedPage | null;
  /** Path and query as asked for. */
  url: string;
  state: PageState;
  catalogue: Catalogue;
}

export interface Rendered {
  html: string;
  title: string;
  direction: "ltr" | "rtl";
  /** The state as JSON for a script element. */
  packed: string;
}
