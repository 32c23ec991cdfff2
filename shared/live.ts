/** How what happened travels between the server and whoever watches (docs/decisions/telling.md). */
import type { Json } from "./operation.ts";

/** How far a watcher has seen a stream. The epoch is new after each restore, so that a cursor of before is of no use. */
export interface StreamCursor {
  readonly epoch: string;
  readonly revision: number;
}

/** A thing as it stands for the watchers of a stream; `view: null` means that it is not (any more) there. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly view: object | null;
}

/** Changes as they are told to all who watch the stream, numbered there one after the other; `revision` is the first one's number. */
export interface Told {
  readonly stream: string;
  readonly revision: number;
  readonly changes: readonly Change[];
}

export interface WatchRequest {
  readonly stream: string;
  readonly cursor?: StreamCursor | undefined;
  /** What of the stream is on the screen, in the words of its feature; read where the cursor is of no use. */
  readonly window?: Json;
  /** `kind:id` of things to be read again, nothing else being asked; at most 400. */
  readonly held?: readonly string[];
}

export interface WatchAnswer {
  readonly epoch: string;
  readonly revision: number;
  readonly changes: readonly Change[];
  /** False: the cursor was of no use, and what the watcher holds beside `changes` has to be read again as `held`. */
  readonly complete: boolean;
}

/** The bare revisions of streams, sent every ten seconds: whoever is behind catches up. */
export type Revisions = Readonly<Record<string, number>>;

export const mostHeld = 400;
