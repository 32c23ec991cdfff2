/** What one can do on a thread's page, and where it stands; handed down to its posts. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { MyPostView, PostView, ThreadPage, ThreadView } from "../../../shared/contracts/forum.ts";
import type { At } from "../../page.ts";
import type { Opened } from "./thread-links.ts";

/** A thing done, said for ten seconds; `undo` takes it back. */
export interface Said {
  readonly id: string;
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

export interface OpenedForm {
  readonly opened: Opened;
  /** Of the post, or of the thread. */
  readonly id: string;
}

export interface ThreadHands {
  readonly at: At;
  readonly thread: ThreadView;
  readonly may: ThreadPage["may"];
  readonly myId: string | null;
  /** For plain forms: one change a drawing of the page. */
  readonly changeId: string;
  /** What only I see of my own posts, by id. */
  readonly mine: ReadonlyMap<string, MyPostView>;
  /** Numbers above it are new; null where nothing is marked. */
  readonly readUpTo: number | null;
  /** Posts that are being taken away, and can still be taken back. */
  readonly leaving: ReadonlySet<string>;
  readonly form: OpenedForm | null;
  readonly open: (form: OpenedForm | null) => void;
  /** Takes in what the server answered. */
  readonly put: (post: PostView) => boolean;
  readonly putThread: (thread: ThreadView) => void;
  readonly say: (text: string, undo?: () => void) => void;
  /** Says what an operation was refused for. */
  readonly refused: (thrown: unknown) => void;
  /** The post that the address asks to quote. */
  readonly quoted: PostView | undefined;
  readonly remove: (post: PostView) => void;
}

export const ThreadHandsContext = createContext<ThreadHands | undefined>(undefined);

export function useThreadHands(): ThreadHands {
  const hands = useContext(ThreadHandsContext);
  if (!hands) throw new Error("no thread around this element");
  return hands;
}
