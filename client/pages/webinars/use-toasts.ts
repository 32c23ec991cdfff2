/** What was just done, for ten seconds, and what was refused, in words. */
import { useRef, useState } from "preact/hooks";
import type { PersonView } from "../../../shared/contracts/common.ts";
import type { QuestionState } from "../../../shared/contracts/webinars.ts";
import { newId } from "../../../shared/ids.ts";
import { useProblemText } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { useLanguage } from "../../language/language.ts";
import { Lost, Refusal } from "../../live/call.ts";
import type { Said } from "../forum/thread-hands.ts";

/** A refusal in words: by whom something moved on, and where it is now. Throws what is no refusal. */
export function useRefusalText(): (thrown: unknown) => string {
  const { t } = useLanguage();
  const textOf = useProblemText();
  const nameOf = useNameOf();
  return (thrown) => {
    if (thrown instanceof Lost) return textOf("unavailable");
    if (!(thrown instanceof Refusal)) throw thrown;
    const by = thrown.details["by"] as PersonView | null | undefined;
    const state = thrown.details["state"] as QuestionState | undefined;
    if (thrown.code === "moved-on" && by && state)
      return t("webinar.movedOnBy", { name: nameOf(by), state: t(`webinar.now.${state}`) });
    if (thrown.code === "claim-taken" && by) return t("webinar.claimTakenBy", { name: nameOf(by) });
    return textOf(thrown.code);
  };
}

export interface Toasting {
  readonly said: readonly Said[];
  say(text: string, undo?: () => void): void;
  unsay(id: string): void;
  refused(thrown: unknown): void;
  /** Takes back the latest that can be. */
  undoLatest(): void;
}

export function useToasts(): Toasting {
  const wordsOf = useRefusalText();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const now = useRef(said);
  now.current = said;
  const unsay = (id: string) => setSaid((before) => before.filter((each) => each.id !== id));
  const say = (text: string, undo?: () => void) =>
    setSaid((before) => [...before.slice(-2), { id: newId(), text, undo }]);
  return {
    said,
    say,
    unsay,
    refused: (thrown) => say(wordsOf(thrown)),
    undoLatest() {
      const latest = now.current.findLast(({ undo }) => undo);
      if (!latest) return;
      latest.undo?.();
      unsay(latest.id);
    },
  };
}
