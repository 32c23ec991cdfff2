/** What waits, kept in step: what comes is added below, what another moderator decided is marked in its place. */
import { useEffect, useReducer, useRef } from "preact/hooks";
import type { DecisionView, TriageView } from "../../../shared/contracts/moderation.ts";
import { useHouse } from "../../house.ts";
import { call, Refusal } from "../../live/call.ts";
import { connection } from "../../live/socket.ts";
import { type Watched, watch } from "../../live/watch.ts";

/** What became of a thing while it stood here. */
export type Outcome = { by: "me"; what: "open" | "decline" } | { by: "other"; decision: DecisionView | null };

interface Triage {
  /** In the order of the page, then as they came. */
  items: readonly TriageView[];
  outcomes: ReadonlyMap<string, Outcome>;
  decisions: readonly DecisionView[];
  /** It was decided here. */
  decided(id: string, what: "open" | "decline"): void;
  /** It turned out to be decided already. */
  movedOn(id: string): void;
}

interface TriageOptions {
  first: readonly TriageView[];
  decisions: readonly DecisionView[];
  /** Where what waits is told: `triage:SECTION:LANGUAGE`, with the section's address. */
  streams: readonly { name: `triage:${string}`; slug: string; language: string }[];
  /** Whether what comes later belongs on this page. */
  growing: boolean;
}

/** Whether a decision is about this: opening speaks of the thread, declining of the question in its webinar. */
const isAbout = ({ link }: DecisionView, item: TriageView): boolean =>
  link === item.link || link.endsWith(`#question-${item.id}`);

export function useTriage({ first, decisions, streams, growing }: TriageOptions): Triage {
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const known = useRef(new Map(first.map((item) => [item.id, item])));
  const outcomes = useRef(new Map<string, Outcome>());
  const recorded = useRef(decisions);
  const { refresh } = useHouse();
  const latest = useRef(refresh);
  latest.current = refresh;
  const names = streams.map(({ name }) => name).join(" ");

  async function readDecisions(): Promise<void> {
    try {
      recorded.current = (await call("moderation.listDecisions", {})).items;
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
    for (const [id, outcome] of outcomes.current) {
      const item = known.current.get(id);
      if (outcome.by !== "other" || outcome.decision || !item) continue;
      const decision = recorded.current.find((each) => isAbout(each, item));
      if (decision) outcomes.current.set(id, { by: "other", decision });
    }
    draw(undefined);
  }
  /** The record is written just after the decision. */
  function readDecisionsSoon(): void {
    void readDecisions();
    setTimeout(() => void readDecisions(), 1500);
  }
  function gone(id: string): void {
    if (outcomes.current.has(id)) return;
    outcomes.current.set(id, { by: "other", decision: null });
    readDecisionsSoon();
  }

  useEffect(() => {
    type Stream = Watched<{ triage: TriageView }>;
    const watched = streams.map(({ name, slug, language }) => {
      const initial = first.filter((item) => item.section.slug === slug && item.language === language);
      const seen = new Set(initial.map(({ id }) => id));
      const one = watch(name, { initial: { triage: initial } }) as unknown as Stream;
      const off = one.items("triage").subscribe((items) => {
        for (const [id, item] of items) {
          seen.add(id);
          if (growing || known.current.has(id)) known.current.set(id, item);
        }
        // A right that ended empties the stream too: the page is refused then, and nothing was decided.
        if (one.state.value !== "gone") for (const id of seen) if (!items.has(id) && known.current.has(id)) gone(id);
        draw(undefined);
      });
      const offState = one.state.subscribe((state) => {
        // The right to moderate has gone: the page says so.
        if (state === "gone" && connection().state.value !== "signed-out") void latest.current();
      });
      return { one, off, offState };
    });
    return () => {
      for (const { one, off, offState } of watched) {
        off();
        offState();
        one.stop();
      }
    };
  }, [names]);

  return {
    items: [...known.current.values()],
    outcomes: outcomes.current,
    decisions: recorded.current,
    decided(id, what) {
      outcomes.current.set(id, { by: "me", what });
      readDecisionsSoon();
    },
    movedOn: gone,
  };
}
