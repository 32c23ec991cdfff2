/** What the parts of the desk share: the hour, what is chosen, what can be done. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import type { Hour } from "../use-hour.ts";
import type { LaneName } from "./lanes.ts";
import type { Deeds } from "./use-deeds.ts";

export type OpenedDialog =
  | { readonly what: "decline" | "assign"; readonly question: QuestionView }
  | { readonly what: "keys" | "close" | "cancel" };

export interface DeskHands {
  readonly hour: Hour;
  readonly deeds: Deeds;
  /** The question that the keys act on. */
  readonly current: string | null;
  choose(id: string): void;
  /** Goes to where a question stands now. */
  show(id: string): void;
  laneAt(question: QuestionView): LaneName;
  open(dialog: OpenedDialog): void;
  /** Does something that takes the question out of its lane; the next one there is chosen. */
  done(question: QuestionView, deed: (question: QuestionView) => void): void;
}

export const DeskContext = createContext<DeskHands | undefined>(undefined);

export function useDesk(): DeskHands {
  const hands = useContext(DeskContext);
  if (!hands) throw new Error("no desk around this element");
  return hands;
}
