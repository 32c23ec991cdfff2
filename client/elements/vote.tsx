/** Votes and reactions. Both are submit buttons, so that they work inside a plain form without script. */
import type { ButtonHTMLAttributes } from "preact";
import { useLanguage } from "../language/language.ts";
import { Icon, type IconName } from "./icon.tsx";

interface VoteProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "label"> {
  count: number;
  voted?: boolean | undefined;
  /** One's own question: dashed, cannot be pressed. */
  own?: boolean | undefined;
  /** Voting is over: a bare number. */
  closed?: boolean | undefined;
}

/** A key with travel: up, down and inked, dashed, bare. */
export function VoteKey({ count, voted = false, own, closed, ...rest }: VoteProps) {
  const { t, digits } = useLanguage();
  const words = closed ? "vote.closed" : own ? "vote.own" : voted ? "vote.taken" : "vote.give";
  return (
    <button
      type="submit"
      {...rest}
      class={closed ? "vote vote-closed" : "vote"}
      aria-pressed={voted}
      disabled={own || closed || rest.disabled}
      aria-label={t(words, { count })}
    >
      <svg viewBox="0 0 12 8" aria-hidden="true">
        <path d="M1.5 6.5 6 1.5l4.5 5z" />
      </svg>
      {digits(count)}
    </button>
  );
}

interface ReactionProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "label" | "icon"> {
  icon: IconName;
  /** What it says: Thanks, Insight. */
  label: string;
  count: number;
}

/** A quiet word of thanks with its number. */
export function ReactionButton({ icon, label, count, pressed, ...rest }: ReactionProps & { pressed: boolean }) {
  const { number } = useLanguage();
  return (
    <button type="submit" {...rest} class="reaction" aria-pressed={pressed} aria-label={`${label}: ${number(count)}`}>
      <Icon name={icon} small />
      {count > 0 && <span class="num">{number(count)}</span>}
    </button>
  );
}
