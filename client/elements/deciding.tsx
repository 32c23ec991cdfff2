/** Deciding: the decision with its reason, what was decided before. */
import type { ComponentChildren } from "preact";
import type { Moment } from "../language/language.ts";
import { Time } from "./text.tsx";

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
