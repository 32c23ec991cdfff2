/** What a moderator does with a question: said, taken back within ten seconds, and where somebody was faster, told in its place. */
import { useRef, useState } from "preact/hooks";
import type { OperationName, Question } from "../../../../shared/contract.ts";
import type { PersonView } from "../../../../shared/contracts/common.ts";
import type { QuestionState, QuestionView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { useNameOf } from "../../../elements/person.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call, Refusal } from "../../../live/call.ts";
import type { Hour } from "../use-hour.ts";
import type { Toasting } from "../use-toasts.ts";
import type { LaneName } from "./lanes.ts";

/** Somebody was faster. */
export interface Conflict {
  readonly by: PersonView | null;
  readonly state: QuestionState;
  /** Where one had tried. */
  readonly lane: LaneName;
}

export interface Deeds {
  approve(question: QuestionView): void;
  decline(question: QuestionView, reason: string): void;
  ready(question: QuestionView, on: boolean): void;
  /** What is on air now is answered first. */
  putOnAir(question: QuestionView): void;
  putBack(question: QuestionView): void;
  answered(question: QuestionView): void;
  reopen(question: QuestionView): void;
  assign(question: QuestionView, panellistId: string | null): void;
  /** By question. */
  readonly conflicts: ReadonlyMap<string, Conflict>;
  dismiss(questionId: string): void;
  /** What one moved oneself leaves no trace in its lane. */
  readonly own: ReadonlySet<string>;
}

type Verb = Extract<
  OperationName,
  `webinars.${"approve" | "decline" | "holdReady" | "putOnAir" | "putBack" | "answerAloud" | "reopenQuestion" | "assign"}`
>;
type More<V extends Verb> = Omit<Question<V>, "questionId" | "changeId" | "version">;

/** @param laneAt the lane in which a question stands now */
export function useDeeds(hour: Hour, toasts: Toasting, laneAt: (question: QuestionView) => LaneName): Deeds {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const [conflicts, setConflicts] = useState<ReadonlyMap<string, Conflict>>(new Map());
  const own = useRef(new Set<string>());

  /** The question as it stands after; null where it was refused. */
  async function run<V extends Verb>(verb: V, question: QuestionView, more: More<V>): Promise<QuestionView | null> {
    const lane = laneAt(question);
    own.current.add(question.id);
    try {
      const input = { questionId: question.id, changeId: newId(), version: question.version, ...more };
      const view = (await call(verb, input as Question<V>)) as QuestionView;
      hour.putQuestion(view);
      return view;
    } catch (thrown) {
      own.current.delete(question.id);
      if (thrown instanceof Refusal && thrown.code === "moved-on") {
        const { by = null, state } = thrown.details as { by?: PersonView | null; state: QuestionState };
        setConflicts((before) => new Map(before).set(question.id, { by, state, lane }));
      } else toasts.refused(thrown);
      return null;
    } finally {
      setTimeout(() => own.current.delete(question.id), 2000);
    }
  }

  /** Does it, says it, and offers to take it back from what then stands. */
  async function act<V extends Verb>(
    verb: V,
    question: QuestionView,
    more: More<V>,
    words: string,
    undo?: (after: QuestionView) => void,
  ): Promise<void> {
    const after = await run(verb, question, more);
    if (after) toasts.say(words, undo && (() => undo(after)));
  }
  const back = (after: QuestionView) => void run("webinars.reopenQuestion", after, {});

  return {
    approve: (question) => void act("webinars.approve", question, {}, t("desk.didApprove")),
    decline: (question, reason) => void act("webinars.decline", question, { reason }, t("desk.didDecline"), back),
    ready: (question, on) =>
      void act(
        "webinars.holdReady",
        question,
        { ready: on },
        t(on ? "desk.didReady" : "desk.didUnready"),
        (after) => void run("webinars.holdReady", after, { ready: !on }),
      ),
    putOnAir: (question) =>
      void act(
        "webinars.putOnAir",
        question,
        { finish: hour.onAir?.id ?? null },
        t("desk.didAir"),
        (after) => void run("webinars.putBack", after, {}),
      ),
    putBack: (question) => void act("webinars.putBack", question, {}, t("desk.didPutBack")),
    answered: (question) => void act("webinars.answerAloud", question, {}, t("desk.didAnswer"), back),
    reopen: (question) => void act("webinars.reopenQuestion", question, {}, t("desk.didReopen")),
    assign(question, panellistId) {
      const before = question.assignee?.id ?? null;
      const person = hour.webinar.panellists.find(({ id }) => id === panellistId);
      const words = person ? t("desk.didAssign", { name: nameOf(person) }) : t("desk.didUnassign");
      void act(
        "webinars.assign",
        question,
        { panellistId },
        words,
        (after) => void run("webinars.assign", after, { panellistId: before }),
      );
    },
    conflicts,
    dismiss: (questionId) => setConflicts((before) => new Map([...before].filter(([id]) => id !== questionId))),
    own: own.current,
  };
}
