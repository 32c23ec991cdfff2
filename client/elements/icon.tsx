/** Icons from one sprite, the state of a question as a ring, the brand, and the two dots. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import sprite from "./sprite.svg?no-inline";

export type IconName =
  | "arrow"
  | "attach"
  | "back"
  | "bell"
  | "bold"
  | "bookmark"
  | "bulb"
  | "cal"
  | "check"
  | "clock"
  | "doc"
  | "down"
  | "download"
  | "edit"
  | "exit"
  | "eye"
  | "flag"
  | "heart"
  | "here"
  | "link"
  | "list"
  | "lock"
  | "mail"
  | "menu"
  | "merge"
  | "mic"
  | "more"
  | "next"
  | "novideo"
  | "offline"
  | "pause"
  | "people"
  | "pin"
  | "play"
  | "plus"
  | "previous"
  | "quote"
  | "reply"
  | "search"
  | "send"
  | "sound"
  | "translate"
  | "up"
  | "video"
  | "warn"
  | "write"
  | "x";

/** These point along the line of writing, and are mirrored with it. */
const pointing = new Set<IconName>(["arrow", "exit", "list", "merge", "next", "previous", "quote", "reply", "send"]);

/** A drawing beside words; whoever draws it alone names the button around it. */
export function Icon({
  name,
  small,
  class: more,
}: {
  name: IconName;
  small?: boolean | undefined;
  class?: string | undefined;
}) {
  return (
    <svg class={classes("icon", small && "icon-small", pointing.has(name) && "flip", more)} aria-hidden="true">
      <use href={`${sprite}#i-${name}`} />
    </svg>
  );
}

export const questionStates = [
  "asked",
  "queued",
  "onair",
  "answered",
  "carried",
  "merged",
  "declined",
  "withdrawn",
] as const;
export type QuestionState = (typeof questionStates)[number];
/** What a ring can say beside a question's state: something new, something that waits for a moderator. */
export type RingState = QuestionState | "unread" | "held";

/** Withdrawn wears declined's ring and held asked's, each with its own word. */
const ringOf = (state: RingState) => (state === "withdrawn" ? "declined" : state === "held" ? "asked" : state);

/** One ring, seven fillings; shape first, colour second, the word always. Without children the word is the catalogue's. */
export function StateRing(props: { state: RingState; wrap?: boolean | undefined; children?: ComponentChildren }) {
  const { t } = useLanguage();
  const { state, wrap, children } = props;
  return (
    <span class={classes("state", wrap && "state-wrap")} data-state={state}>
      <svg aria-hidden="true" class={state === "carried" ? "flip" : undefined}>
        <use href={`${sprite}#s-${ringOf(state)}`} />
      </svg>
      <span>{children ?? t(`state.${state}`)}</span>
    </span>
  );
}

/** On air, now: the breathing red dot and its word. */
export function Live({ children }: { children?: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <span class="state" data-state="onair">
      <i class="live-dot" />
      <span>{children ?? t("state.live")}</span>
    </span>
  );
}

/** The name drawn: the q ends as a question does. `height` in pixels. */
export function Wordmark({ height = 23 }: { height?: number }) {
  return (
    <svg
      class="wordmark"
      width={Math.round((144 * height) / 40)}
      height={height}
      viewBox="0 0 144 40"
      role="img"
      aria-label="Colloquy"
    >
      <path d="M16.6 13.2a8.6 8.6 0 1 0 0 11.6" />
      <circle cx="28.6" cy="19" r="8.6" />
      <path d="M42.8 2v27.7M49.6 2v27.7" />
      <circle cx="63.8" cy="19" r="8.6" />
      <circle cx="87.2" cy="19" r="8.6" />
      <path d="M95.8 19v11.5" />
      <path d="M103.8 8.3v11.3a7.3 7.3 0 0 0 14.6 0V8.3M118.4 8.3v21.4" />
      <path d="m123.8 9 8.2 18.2M140.5 9l-12 28" />
      <circle cx="95.8" cy="36.7" r="2.9" />
    </svg>
  );
}
