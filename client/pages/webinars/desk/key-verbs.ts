/** What each key of the desk does to the chosen question. */
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import type { DeskHands } from "./desk-hands.ts";
import type { LaneName } from "./lanes.ts";

/** `current` is the chosen question. Nothing is left to do once the hour is over. */
export function keyVerbs(
  { hour, deeds, laneAt, open, done }: DeskHands,
  current: QuestionView | null,
): Record<string, () => void> {
  const { webinar, onAir } = hour;
  if (webinar.state === "closed" || webinar.state === "cancelled") return {};
  const onCurrent = (lanes: readonly LaneName[], act: (question: QuestionView) => void) => () => {
    if (current && lanes.includes(laneAt(current))) act(current);
  };
  return {
    a: onCurrent(["review"], (one) => done(one, deeds.approve)),
    d: onCurrent(["review", "queue", "ready"], (question) => open({ what: "decline", question })),
    t: onCurrent(["queue"], (one) => done(one, (each) => deeds.ready(each, true))),
    p: onCurrent(["review", "queue", "ready", "air"], (question) => {
      if (webinar.panellists.length > 0) open({ what: "assign", question });
    }),
    Enter: onCurrent(["queue", "ready"], (one) => {
      if (webinar.state !== "scheduled") done(one, deeds.putOnAir);
    }),
    b() {
      if (current && laneAt(current) === "ready") done(current, (each) => deeds.ready(each, false));
      else if (onAir) deeds.putBack(onAir);
    },
    e() {
      if (onAir && webinar.state !== "scheduled") deeds.answered(onAir);
    },
  };
}
