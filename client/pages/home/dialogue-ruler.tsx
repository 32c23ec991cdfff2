/** The weeks of a dialogue, drawn: a bar for each day's posts, what is gone, the live hours in between. */

import type { DialogueRow } from "../../../shared/contracts/dialogues.ts";
import { createFormats } from "../../../shared/formats.ts";
import { Ruler, type RulerMark } from "../../elements/ruler.tsx";
import { useLanguage } from "../../language/language.ts";

const day = 86_400_000;
const dayOf = (local: string): number => Date.parse(`${local.slice(0, 10)}T00:00:00Z`) / day;

/** The days of a dialogue in its own zone: first, last, how many, and how many are left at `now`. */
export function useDialogueDays({
  opensAt,
  closesAt,
  timeZone,
}: {
  opensAt: string;
  closesAt: string;
  timeZone: string;
}) {
  const { tag, now = 0 } = useLanguage();
  const local = createFormats(tag, timeZone);
  const [from, to] = [Date.parse(opensAt), Date.parse(closesAt)];
  return {
    first: local.time(from, "date"),
    // The closing moment is the first minute after: the last day is the one before.
    last: local.time(to - 60_000, "date"),
    left: Math.max(0, Math.ceil((to - now) / day)),
    until: Math.max(0, Math.ceil((from - now) / day)),
    past: now <= from ? undefined : Math.min(100, (100 * (now - from)) / (to - from)),
    placeOf: (at: string) => Math.min(100, Math.max(0, (100 * (Date.parse(at) - from)) / (to - from))),
  };
}

export function DialogueRuler({
  row: { dialogue, days, webinars, posts },
  height = 28,
}: {
  row: DialogueRow;
  height?: number;
}) {
  const { t, now = 0 } = useLanguage();
  const { first, last, past, placeOf } = useDialogueDays(dialogue);
  const length = Math.max(1, Math.round((Date.parse(dialogue.closesAt) - Date.parse(dialogue.opensAt)) / day));
  const most = Math.max(1, ...days.map((each) => each.posts));
  const start = dayOf(dialogue.opens);
  const today = past === undefined ? -1 : Math.floor((past * length) / 100);
  const marks = webinars
    .filter(({ state }) => state !== "cancelled")
    .map(({ startsAt, state }): RulerMark => {
      const over = state === "closed" || Date.parse(startsAt) < now;
      return { at: placeOf(startsAt), state: over ? "held" : "to-come", text: over ? undefined : t("home.webinar") };
    });
  return (
    <Ruler
      label={t("home.rulerLabel", { title: dialogue.title, first, last, posts })}
      height={marks.length > 0 ? height + 16 : height}
      ticks={length}
      long={7}
      past={past}
      marks={marks}
      bars={days
        .filter((each) => each.posts > 0)
        .map((each) => {
          const at = dayOf(each.day) - start;
          return {
            at: (100 * (at + 0.125)) / length,
            width: 75 / length,
            height: Math.max(2, (height * each.posts) / most),
            kind: at === today ? ("now" as const) : undefined,
          };
        })}
      captions={[
        { at: 0, text: first },
        { at: 100, text: last },
      ]}
    />
  );
}
