/** One's own votes: shown at once, sent one after the other for each question. What was pressed last is what it ends in. */
import { asWished } from "../as-wished.ts";

export interface OwnVotes {
  has(questionId: string): boolean;
  /** As shown now; a new set at each change. */
  shown(): ReadonlySet<string>;
  /** Ends when the server stands as last wished; throws where it refused that. A press meanwhile is carried along by the first. */
  wish(questionId: string, on: boolean): Promise<void>;
  /** Begins to read the server's list. What was pressed or answered since then is newer than the list and stays. */
  reading(): (list: readonly string[]) => void;
}

/**
 * @param send    tells the server, and answers when it has done so
 * @param changed something is shown otherwise than before
 */
export function ownVotes(
  first: readonly string[],
  send: (questionId: string, on: boolean) => Promise<void>,
  changed: () => void,
): OwnVotes {
  /** By the server's last word. */
  const standing = new Set(first);
  /** Pressed, and not answered yet. */
  const wishes = new Map<string, boolean>();
  /** When each was answered last, in turns. */
  const answered = new Map<string, number>();
  let turn = 0;
  let list: ReadonlySet<string> | undefined;

  const has = (id: string): boolean => wishes.get(id) ?? standing.has(id);
  const set = (id: string, on: boolean) => void (on ? standing.add(id) : standing.delete(id));
  function moved(): void {
    list = undefined;
    changed();
  }

  return {
    has,
    shown() {
      list ??= new Set([...new Set([...standing, ...wishes.keys()])].filter(has));
      return list;
    },
    async wish(id, on) {
      const underWay = wishes.has(id);
      wishes.set(id, on);
      moved();
      if (underWay) return;
      try {
        await asWished(
          () => has(id),
          async (now) => {
            await send(id, now);
            set(id, now);
          },
        );
      } finally {
        wishes.delete(id);
        answered.set(id, ++turn);
        moved();
      }
    },
    reading() {
      const began = turn;
      return (ids) => {
        const there = new Set(ids);
        for (const id of new Set([...standing, ...there]))
          if (!wishes.has(id) && (answered.get(id) ?? 0) <= began) set(id, there.has(id));
        moved();
      };
    },
  };
}
