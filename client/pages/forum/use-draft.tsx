/** A text that survives the tab: what one types, kept here at once and on the server a moment later. */
import { useEffect, useRef, useState } from "preact/hooks";
import { StatusLine } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { createDraftKeeper, type DraftKeeper, type DraftState, rememberedDraft } from "./keep-draft.ts";

export interface KeptText {
  readonly text: string;
  readonly title: string;
  readonly state: DraftState;
  write(text: string, title?: string): void;
  clear(): void;
}

/**
 * @param first what stands there at first, the server's draft where the page brought it
 * @param ask   the page did not bring it: ask for it, and take it where nothing was typed meanwhile
 */
export function useDraft(place: string, first: string, ask = false, firstTitle = ""): KeptText {
  const [text, setText] = useState(first);
  const [title, setTitle] = useState(firstTitle);
  const [state, setState] = useState<DraftState>(null);
  const keeper = useRef<DraftKeeper | undefined>(undefined);
  keeper.current ??= createDraftKeeper(place, setState);
  const typed = useRef({ text: first, title: firstTitle });

  const set = (body: string, heading: string) => {
    typed.current = { text: body, title: heading };
    setText(body);
    setTitle(heading);
  };

  useEffect(() => {
    const kept = rememberedDraft(place);
    if (kept && (kept.body || kept.title)) {
      set(kept.body, kept.title);
      keeper.current?.keep(kept);
    } else if (ask && !first && !firstTitle) {
      call("forum.readDraft", { place }).then(
        ({ body, title: heading, savedAt }) => {
          if (typed.current.text || typed.current.title || !(body || heading)) return;
          set(body, heading);
          if (savedAt) setState({ kind: "saved", at: savedAt });
        },
        () => {},
      );
    }
    return () => keeper.current?.flush();
  }, [place]);

  return {
    text,
    title,
    state,
    write(body, heading = typed.current.title) {
      set(body, heading);
      keeper.current?.keep({ body, title: heading });
    },
    clear() {
      set("", "");
      keeper.current?.clear();
    },
  };
}

/** Where the draft is. */
export function DraftStatus({ state }: { state: DraftState }) {
  const { t, time } = useLanguage();
  if (!state) return null;
  return state.kind === "saved" ? (
    <StatusLine>{t("composer.draftSaved", { time: time(state.at, "clock") })}</StatusLine>
  ) : (
    <StatusLine icon="offline">{t("forum.draftHere")}</StatusLine>
  );
}
