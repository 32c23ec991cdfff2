/** Deciding: what was held, who has it in hand, the decision with its reason, what was decided before. */
import type { ComponentChildren } from "preact";
import { type Moment, useLanguage } from "../language/language.ts";
import { StatusLine } from "./notice.tsx";
import { MarkdownBody, Time } from "./text.tsx";

/** The text that is to be decided about. */
export const HeldText = ({ html, language }: { html: string; language: string }) => (
  <div class="held-text">
    <MarkdownBody html={html} language={language} small />
  </div>
);

/** Who has it in hand: oneself for so long, or somebody else. */
export function HeldBy({ name, seconds }: { name?: string | undefined; seconds?: number | undefined }) {
  const { t, rich, duration } = useLanguage();
  return (
    <StatusLine icon="lock">
      {name
        ? rich("deciding.heldBy", { name: <bdi>{name}</bdi> })
        : seconds === undefined
          ? t("deciding.held")
          : rich("deciding.heldFor", { time: <span class="num">{duration(seconds)}</span> })}
    </StatusLine>
  );
}

/** Fields and buttons of a decision; stands in a `<PlainForm>`. */
export const Decision = ({ children }: { children: ComponentChildren }) => <div class="decision">{children}</div>;

export interface DecisionLine {
  id: string;
  at: Moment;
  /** A whole sentence: who decided what, about which thing. */
  what: ComponentChildren;
  reason?: ComponentChildren;
}

/** What was decided, the latest first. */
export function Decisions({ items }: { items: readonly DecisionLine[] }) {
  return (
    <ol class="decisions">
      {items.map(({ id, at, what, reason }) => (
        <li key={id}>
          <span class="meta">
            <Time at={at} kind="short" />
          </span>{" "}
          {what}
          {reason && (
            <>
              <br />
              <span class="meta">{reason}</span>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
