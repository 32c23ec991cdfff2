/** What was written while the line was down: kept in the browser, and sent once when it is back. The writer's ids make that safe. */
import type { OperationName, Question, Reply } from "../../shared/contract.ts";
import type { ProblemCode } from "../../shared/problems.ts";
import { Refusal } from "./refusal.ts";
import { type ReadonlySignal, signal } from "./signal.ts";
import { type Connection, connection } from "./socket.ts";

export interface Unsent {
  readonly name: OperationName;
  readonly input: { readonly id: string };
  /** Who wrote it; nobody else's session sends it. */
  readonly personId: string;
  /** Set where the server did not take it: the writer decides what becomes of the text. */
  readonly refusal: { readonly code: ProblemCode; readonly details: Refusal["details"] } | null;
}
type Created = { [N in OperationName]: Question<N> extends { id: string } ? N : never }[OperationName];

const prefix = "colloquy.unsent.";
const longestPause = 60_000;

export interface UnsentBox {
  /** What waits, oldest first, of the person given. */
  readonly waiting: ReadonlySignal<readonly Unsent[]>;
  /**
   * Keeps, then sends. Throws `Refusal` (the text is back in the caller's hands) or `Lost`: then it stays here and goes out by itself.
   */
  send<N extends Created>(name: N, input: Question<N>): Promise<Reply<N>>;
  /** Hears of everything that went out later, with what the server answered. */
  onSent(listener: (sent: Unsent, reply: unknown) => void): () => void;
  discard(id: string): void;
  close(): void;
}

/**
 * The box of one person on a line; `storage` is the browser's own. What found no answer though the line stands is tried again after
 * `firstPause` milliseconds, then after twice as many, up to a minute.
 */
export function openUnsent(
  personId: string,
  line: Connection = connection(),
  storage: Storage = localStorage,
  firstPause = 4_000,
): UnsentBox {
  const waiting = signal<readonly Unsent[]>(readAll(storage, personId));
  const listeners = new Set<(sent: Unsent, reply: unknown) => void>();
  /** In this tab's hands just now. */
  const sending = new Set<string>();

  const refresh = () => {
    waiting.value = readAll(storage, personId);
  };
  const keep = (one: Unsent) => {
    storage.setItem(prefix + one.input.id, JSON.stringify(one));
    refresh();
  };
  const discard = (id: string) => {
    storage.removeItem(prefix + id);
    refresh();
  };

  let isGoing = false;
  /** Asked for while a round was under way: it may have passed what is meant. */
  let oneMore = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let pause = firstPause;
  let closed = false;

  /** All that is kept, in order, one round at a time. */
  function sendKept(): void {
    clearTimeout(again);
    if (isGoing) {
      oneMore = true;
      return;
    }
    isGoing = true;
    oneMore = false;
    void sendAll()
      .catch(() => true)
      .then((left) => {
        isGoing = false;
        // A line that was broken says so when it is back; one that stands and gave no answer says nothing.
        if (oneMore && !closed) sendKept();
        else if (left && line.connected && !closed) again = setTimeout(sendKept, pause * (1 + Math.random()));
        pause = left ? Math.min(longestPause, 2 * pause) : firstPause;
      });
  }

  /** Whether something is left that can still go out. */
  async function sendAll(): Promise<boolean> {
    let left = false;
    for (const one of readAll(storage, personId)) {
      const { id } = one.input;
      if (one.refusal || sending.has(id)) continue;
      sending.add(id);
      try {
        const reply = await line.ask<unknown>(one.name, one.input);
        discard(id);
        for (const listener of listeners) listener(one, reply);
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) return true;
        if (isPassing(thrown)) left = true;
        else keep({ ...one, refusal: { code: thrown.code, details: thrown.details } });
      } finally {
        sending.delete(id);
      }
    }
    return left;
  }
  const off = line.onLine(() => {
    pause = firstPause;
    sendKept();
  });

  return {
    waiting,
    async send(name, input) {
      const one = { name, input: input as { id: string }, personId, refusal: null };
      const { id } = one.input;
      sending.add(id);
      keep(one);
      try {
        const reply = await line.ask<Reply<typeof name>>(name, input);
        discard(id);
        return reply;
      } catch (thrown) {
        if (thrown instanceof Refusal) discard(id);
        throw thrown;
      } finally {
        sending.delete(id);
        // The line may have come back while this one was giving up.
        if (storage.getItem(prefix + id) && line.connected) sendKept();
      }
    },
    onSent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    discard,
    close() {
      closed = true;
      clearTimeout(again);
      off();
    },
  };
}

/** Not the text's fault: it is tried again. */
const isPassing = ({ code }: Refusal): boolean =>
  ["unavailable", "internal", "too-many", "session-expired", "sign-in-first"].includes(code);

/** A key for each, so that two tabs never write over each other. Ids of version 7 sort by when they were made. */
function readAll(storage: Storage, personId: string): Unsent[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) =>
    key.startsWith(prefix),
  );
  return keys
    .sort()
    .flatMap((key) => {
      try {
        return [JSON.parse(storage.getItem(key) ?? "") as Unsent];
      } catch {
        return [];
      }
    })
    .filter((one) => one.personId === personId);
}
