/** Keeps what one types: at once in this browser, a moment later on the server for all one's devices. */
import { call } from "../../live/call.ts";

export interface Draft {
  readonly body: string;
  readonly title: string;
}
export type DraftState = { readonly kind: "saved"; readonly at: string } | { readonly kind: "here" } | null;

export interface DraftKeeper {
  /** As one types. */
  keep(draft: Draft): void;
  /** It was sent, or thrown away. */
  clear(): void;
  /** Saves what is still waiting. */
  flush(): void;
}

const pause = 700;
const keyOf = (place: string) => `draft ${place}`;

/** @param place `thread:ID`, `post:ID`, `edit:ID`, `section:ID` */
export function createDraftKeeper(place: string, onState: (state: DraftState) => void): DraftKeeper {
  let waiting: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function save(): Promise<void> {
    const draft = waiting;
    clearTimeout(timer);
    if (!draft) return;
    waiting = null;
    const mine = ++turn;
    try {
      const { savedAt } = await call("forum.saveDraft", { place, ...draft });
      if (mine !== turn || waiting) return;
      remember(place, null);
      onState(draft.body || draft.title ? { kind: "saved", at: savedAt } : null);
    } catch {
      if (mine === turn) onState(draft.body || draft.title ? { kind: "here" } : null);
    }
  }

  return {
    keep(draft) {
      waiting = draft;
      remember(place, draft);
      clearTimeout(timer);
      timer = setTimeout(() => void save(), pause);
    },
    clear() {
      waiting = { body: "", title: "" };
      onState(null);
      remember(place, null);
      void save();
    },
    flush: () => void save(),
  };
}

/** What this browser still holds because the server had no time to take it. */
export function rememberedDraft(place: string): Draft | null {
  try {
    const kept = localStorage.getItem(keyOf(place));
    return kept ? (JSON.parse(kept) as Draft) : null;
  } catch {
    return null;
  }
}

function remember(place: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(keyOf(place), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(place));
  } catch {
    // Storage may be full or forbidden; the server's copy remains.
  }
}
