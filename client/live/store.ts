/** What a watcher knows of a stream, and the rule by which it learns: no sockets, no timers, no screen. */
import type { Change, StreamCursor, Told, WatchAnswer } from "../../shared/live.ts";

export interface Known {
  readonly version: number;
  readonly view: object | null;
}

export interface Store {
  /** Up to where everything has been seen; undefined before the first answer. */
  readonly cursor: StreamCursor | undefined;
  /** Whether something was told, or a revision heard of, that lies beyond a gap. */
  readonly behind: boolean;
  /** A higher version replaces, a lower never does, what is gone leaves its version behind. True where something changed. */
  put(change: Change): boolean;
  /** Told changes: applied at once; the next revisions move the cursor, higher ones leave the store `behind`. True where something changed. */
  told(told: Told): boolean;
  /** The stream's bare revision. */
  heard(revision: number): void;
  /** Takes in the changes of an answer. Returns what else is held and has to be read again before `reached`. */
  take(answer: WatchAnswer): string[];
  /** What of `asked` was read again: what is not among the changes has never been there, by the database as it is now. */
  reread(asked: readonly string[], changes: readonly Change[]): void;
  /** Moves the cursor to where the answer was read. */
  reached(answer: WatchAnswer): void;
  /** What there is of a kind, by id, in the order in which it was first learnt. */
  items(kind: string): Map<string, object>;
  /** Forgets everything, as on leaving a place. */
  empty(): void;
}

const entryOf = ({ kind, id }: Change): string => `${kind}:${id}`;

/** `epochOfFirst`: of what is put in before the first answer (the page as it came), if that is known. */
export function createStore(epochOfFirst?: string): Store {
  const kinds = new Map<string, Map<string, Known>>();
  /** Revisions that were applied beyond a gap. */
  const ahead = new Set<number>();
  let cursor: StreamCursor | undefined;
  let knownEpoch = epochOfFirst;
  let highest = 0;

  const put = ({ kind, id, version, view }: Change): boolean => {
    let things = kinds.get(kind);
    if (!things) {
      things = new Map();
      kinds.set(kind, things);
    }
    const known = things.get(id);
    if (known && known.version >= version) return false;
    things.set(id, { version, view });
    return true;
  };
  const advance = () => {
    if (!cursor) return;
    let { revision } = cursor;
    while (ahead.has(revision + 1)) revision++;
    for (const one of ahead) if (one <= revision) ahead.delete(one);
    cursor = { ...cursor, revision };
  };
  const empty = () => {
    kinds.clear();
    ahead.clear();
    cursor = undefined;
    highest = 0;
  };

  return {
    get cursor() {
      return cursor;
    },
    get behind() {
      return cursor !== undefined && highest > cursor.revision;
    },
    put,
    told({ revision: first, changes }) {
      const changed = changes.map(put).includes(true);
      for (let revision = first; revision < first + changes.length; revision++) {
        highest = Math.max(highest, revision);
        if (!cursor || revision > cursor.revision) ahead.add(revision);
      }
      advance();
      return changed;
    },
    heard(revision) {
      highest = Math.max(highest, revision);
    },
    take({ epoch, complete, changes }) {
      if (knownEpoch !== undefined && knownEpoch !== epoch) empty();
      knownEpoch = epoch;
      for (const change of changes) put(change);
      if (complete) return [];
      const answered = new Set(changes.map(entryOf));
      return [...kinds].flatMap(([kind, things]) =>
        [...things.keys()].map((id) => `${kind}:${id}`).filter((thing) => !answered.has(thing)),
      );
    },
    reread(asked, changes) {
      for (const change of changes) put(change);
      const there = new Set(changes.map(entryOf));
      for (const entry of asked) {
        const colon = entry.indexOf(":");
        if (!there.has(entry)) kinds.get(entry.slice(0, colon))?.delete(entry.slice(colon + 1));
      }
    },
    reached({ epoch, revision, complete }) {
      // An answer may be overtaken by what was told meanwhile; only one that starts afresh may lead back.
      if (complete && cursor && cursor.revision > revision) return;
      cursor = { epoch, revision };
      if (!complete) highest = Math.max(revision, ...ahead);
      advance();
    },
    items(kind) {
      const there = new Map<string, object>();
      for (const [id, { view }] of kinds.get(kind) ?? []) if (view) there.set(id, view);
      return there;
    },
    empty,
  };
}
