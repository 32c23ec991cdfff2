/** Numbers shown: shares of questions, figures with their words, things joined to their number by dots. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../language/language.ts";
import { type QuestionState, StateRing } from "./icon.tsx";

export interface Share {
  state: QuestionState | "open";
  count: number;
}

/** Every question in one row of shares. `label` says the same in words. */
export function OutcomeBar({ shares, label }: { shares: readonly Share[]; label: string }) {
  const mirrored = useLanguage().direction === "rtl";
  const whole = Math.max(
    1,
    shares.reduce((sum, { count }) => sum + count, 0),
  );
  let from = 0;
  return (
    <svg class="outcome-bar" role="img" aria-label={label}>
      {shares
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => {
          const width = (100 * count) / whole;
          const at = mirrored ? 100 - from - width : from;
          from += width;
          const looks = state === "open" ? { class: "open" } : { "data-state": state };
          return (
            <rect
              {...looks}
              x={`${(at + 0.15).toFixed(2)}%`}
              width={`${Math.max(0.1, width - 0.3).toFixed(2)}%`}
              height="12"
            />
          );
        })}
    </svg>
  );
}

/** The same as a list, each with its ring. `words` replaces the state's own word and number. */
export function Outcomes({
  items,
}: {
  items: readonly { state: QuestionState; count: number; words?: ComponentChildren }[];
}) {
  const { rich, number } = useLanguage();
  return (
    <ul class="outcomes">
      {items.map(({ state, count, words }) => (
        <li key={state}>
          <StateRing state={state} wrap>
            {words ?? rich(`outcome.${state}`, { count }, { count: <b class="num">{number(count)}</b> })}
          </StateRing>
        </li>
      ))}
    </ul>
  );
}

/** Numbers with their words below, in a row. */
export function Figures({ items }: { items: readonly { label: ComponentChildren; value: ComponentChildren }[] }) {
  return (
    <dl class="figures">
      {items.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Leader {
  what: ComponentChildren;
  href?: string | undefined;
  language?: string | undefined;
  end: ComponentChildren;
}

/** A thing joined by dots to its time or number. */
export function Leaders({ items, ordered = true }: { items: readonly Leader[]; ordered?: boolean | undefined }) {
  const List = ordered ? "ol" : "ul";
  return (
    <List class="leaders">
      {items.map(({ what, href, language, end }) => (
        <li>
          {href ? (
            <a href={href} lang={language}>
              <bdi>{what}</bdi>
            </a>
          ) : (
            <span lang={language}>{what}</span>
          )}
          <span class="meta">{end}</span>
        </li>
      ))}
    </List>
  );
}

/** How long there is left, large, with what belongs to it beside. */
export function DaysLeft({ value, children }: { value: number; children: ComponentChildren }) {
  const { number } = useLanguage();
  return (
    <div class="days-left">
      <b class="num">{number(value)}</b>
      <span>{children}</span>
    </div>
  );
}
