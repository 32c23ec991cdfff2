/** Words, numbers and moments as they stand in a text: each in its language, direction and digits. */
import type { ComponentChildren } from "preact";
import { directionOf, languageName, plateOf } from "../../shared/languages.ts";
import { markOf } from "../bodies.ts";
import { type Moment, type TimeKind, useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";

/** A moment in the reader's zone and digits. The server and the browser draw the same. */
export function Time({ at, kind = "short" }: { at: Moment; kind?: TimeKind | undefined }) {
  const { time } = useLanguage();
  const iso = at instanceof Date || typeof at === "number" ? new Date(at).toISOString() : at;
  return <time dateTime={iso}>{time(at, kind)}</time>;
}

/** A number (or digits in a text, `2–16`) in figures that stand in columns. */
export function Numeral({ value, strong }: { value: number | string; strong?: boolean | undefined }) {
  const { number, digits } = useLanguage();
  const text = typeof value === "number" ? number(value) : digits(value);
  return strong ? <b class="num">{text}</b> : <span class="num">{text}</span>;
}

/** The language of a text, in two letters; neutral on purpose. */
export function Plate({ language }: { language: string }) {
  return (
    <span class="plate" title={languageName(language)} lang={language}>
      {plateOf(language)}
    </span>
  );
}

/** Somebody's words, in their own language and direction. */
export function Said(props: {
  language: string;
  as?: "p" | "span" | "div" | "b" | "h2" | "h3" | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}) {
  const { as: Element = "p", language, children } = props;
  return (
    <Element class={props.class} lang={language} dir={directionOf(language)}>
      {children}
    </Element>
  );
}

/** Markdown that the server has rendered and sanitised. `html` must come from a view, never from a reader's hand. */
export function MarkdownBody({
  html,
  language,
  small,
}: {
  html: string;
  language: string;
  small?: boolean | undefined;
}) {
  return (
    <div
      class={classes("prose post-body", small && "prose-small")}
      lang={language}
      dir={directionOf(language)}
      // The state that is sent along leaves out what stands here, and finds it by this mark.
      data-body={markOf(html)}
      // Sanitised by the server when it was written; the page's policy forbids inline script besides.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** A mark of what somebody is here, or of what happens next: a quiet frame. */
export const RoleBadge = ({ children }: { children: ComponentChildren }) => <span class="role">{children}</span>;

/** The number of a key question, of a section. */
export function NumberPlate({ value }: { value: number }) {
  const { number } = useLanguage();
  return <span class="number-plate num">{number(value)}</span>;
}

/** A key of the keyboard. */
export const Key = ({ children }: { children: ComponentChildren }) => <kbd class="key needs-script">{children}</kbd>;

/** How many are new, in the colour of the unread. */
export function NewCount({ count }: { count: number }) {
  const { rich } = useLanguage();
  return (
    <span class="new">
      <i class="unread-dot" />
      {rich("common.new", { count })}
    </span>
  );
}

/** Small facts in a row, with points between. */
export function Facts({ children, class: more }: { children: ComponentChildren; class?: string | undefined }) {
  return <p class={classes("row dotted meta", more)}>{children}</p>;
}
