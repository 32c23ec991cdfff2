/** Which card the keys act on, and how one goes from card to card and from lane to lane. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { type LaneName, laneNames } from "./lanes.ts";

export interface Choice {
  readonly chosen: string | null;
  readonly current: QuestionView | null;
  choose(id: string): void;
  /** Goes on or back within the lane. */
  step(by: 1 | -1): void;
  /** Goes to the first card of another lane. */
  stepLane(by: 1 | -1): void;
  /** Goes to where a question stands now. */
  show(id: string): void;
  /** Before a question leaves its lane: the next one there is chosen, else the first that waits in another. */
  leave(question: QuestionView): void;
  /** The focus returns to the chosen card, as after a dialog. */
  refocus(): void;
}

/** The cards of a lane as they stand on the screen. */
const cardsIn = (lane: number): string[] =>
  [...document.querySelectorAll(`.lane[data-pane="${lane}"] .card[id]`)].map(({ id }) => id.slice("card-".length));

/** The first lane in which something stands. */
const firstLane = (): number => laneNames.findIndex((_, index) => cardsIn(index + 1).length > 0) + 1;

/** On a phone one lane is shown at a time. */
function showLane(lane: number): void {
  const tab = document.getElementById(`pane-${lane}`);
  if (tab instanceof HTMLInputElement) tab.checked = true;
}

/** @param waits a dialog is open: the focus stays there */
export function useChoice(
  questions: readonly QuestionView[],
  first: string | null,
  laneAt: (question: QuestionView) => LaneName,
  waits: boolean,
): Choice {
  const [chosen, setChosen] = useState(first);
  const focusing = useRef(false);
  const wasOnCard = useRef(false);
  const current = questions.find(({ id }) => id === chosen) ?? null;
  const numberOf = (question: QuestionView) => laneNames.indexOf(laneAt(question)) + 1;
  // What is done is behind the first lane.
  const laneNow = () => (current ? numberOf(current) % laneNames.length : 0);
  const focusOn = (id: string) => {
    const card = document.getElementById(`card-${id}`);
    card?.focus();
    wasOnCard.current = card !== null;
  };
  const moveTo = (id: string | undefined) => {
    if (!id) return;
    if (id === chosen && !waits) return focusOn(id);
    setChosen(id);
    focusing.current = true;
  };

  useEffect(() => {
    if (waits) return;
    if (focusing.current && chosen) {
      focusing.current = false;
      focusOn(chosen);
    }
    // The card under the keyboard is gone and none took its place: one stands where the lanes begin.
    if (wasOnCard.current && document.activeElement === document.body) {
      wasOnCard.current = false;
      document.getElementById("main")?.focus();
    }
  });

  return {
    chosen,
    current,
    choose: setChosen,
    step(by) {
      const cards = cardsIn(laneNow() || firstLane());
      const at = cards.indexOf(chosen ?? "");
      moveTo(cards[Math.min(cards.length - 1, Math.max(0, at + by))]);
    },
    stepLane(by) {
      for (let lane = laneNow() + by; lane >= 1 && lane < laneNames.length; lane += by) {
        const [card] = cardsIn(lane);
        if (!card) continue;
        showLane(lane);
        return moveTo(card);
      }
    },
    show(id) {
      const question = questions.find((each) => each.id === id);
      if (question) showLane(numberOf(question));
      moveTo(id);
    },
    leave(question) {
      const cards = cardsIn(numberOf(question));
      const at = cards.indexOf(question.id);
      const elsewhere = [1, 2, 3].flatMap(cardsIn).find((id) => id !== question.id);
      moveTo(cards[at + 1] ?? cards[at - 1] ?? elsewhere);
    },
    refocus() {
      focusing.current = true;
    },
  };
}
