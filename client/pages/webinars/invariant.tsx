/** The promise, counted: what was received is what was answered, declined, merged, withdrawn and carried. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { useLanguage } from "../../language/language.ts";

type Outcomes = NonNullable<WebinarView["outcomes"]>;

export function Invariant({ outcomes }: { outcomes: Outcomes }) {
  const { t, rich, number } = useLanguage();
  const { received, holds } = outcomes;
  const parts = (["answered", "declined", "merged", "withdrawn", "carried"] as const).map((state) =>
    t(`webinar.sum.${state}`, { count: outcomes[state] }),
  );
  return (
    <p>
      {rich("webinar.received", { count: received }, { count: <b class="num">{number(received)}</b> })}{" "}
      <span class="meta num">{`= ${parts.join(" + ")}`}</span>
      {!holds && <span class="meta">{` ${t("webinar.stillOpen")}`}</span>}
    </p>
  );
}
