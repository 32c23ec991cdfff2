/** What an organiser writes of a dialogue, made ready to be stored. */
import type { NewDialogue } from "../../../shared/contracts/dialogues.ts";
import { now } from "../../platform/clock.ts";
import { Problem } from "../../platform/problem.ts";
import { renderMarkdown } from "../forum/index.ts";
import type { Dialogue, Rendered } from "./dialogue.model.ts";
import { stateAt } from "./dialogues.policy.ts";
import { instantOf } from "./local-time.ts";

type Written = Pick<
  NewDialogue,
  "title" | "number" | "timeZone" | "opens" | "closes" | "conceptNotes" | "keyQuestions"
>;
type Stored = Pick<Dialogue, keyof Written | "opensAt" | "closesAt" | "state">;

/** Throws `time-not-valid` where it would close before it opens, or names a time or zone that does not exist. */
export function storedFrom(written: Written): Stored {
  const opensAt = instantOf(written.opens, written.timeZone, "opens");
  const closesAt = instantOf(written.closes, written.timeZone, "closes");
  if (closesAt <= opensAt) throw new Problem("time-not-valid", { fields: { closes: "before-opens" } });
  refuseTwice(
    "conceptNotes",
    written.conceptNotes.map(({ language }) => language),
  );
  refuseTwice(
    "keyQuestions",
    written.keyQuestions.map(({ id }) => id),
  );
  return {
    title: written.title,
    number: written.number,
    timeZone: written.timeZone,
    opens: written.opens,
    closes: written.closes,
    opensAt,
    closesAt,
    state: stateAt({ opensAt, closesAt }, now()),
    conceptNotes: written.conceptNotes.map(rendered),
    keyQuestions: written.keyQuestions,
  };
}

export const rendered = ({ language, body }: { language: string; body: string }): Rendered => ({
  language,
  body,
  html: renderMarkdown(body),
});

/** A note in each language once; each key question once. */
function refuseTwice(field: string, keys: string[]): void {
  if (new Set(keys).size < keys.length) throw new Problem("bad-input", { fields: { [field]: "twice" } });
}
