/** How a page is put together: sheet and rails, the log with its margin, sections, heads. */
import type { ComponentChildren } from "preact";
import { directionOf } from "../../shared/languages.ts";
import { classes } from "./classes.ts";

type Children = { children?: ComponentChildren };

/** A reading page: list in the start rail, sheet, what is about it in the end rail. Below 70rem the start rail goes. */
export function Page(
  props: Children & {
    start?: ComponentChildren;
    startLabel?: string | undefined;
    end?: ComponentChildren;
    /** Without the start rail: the sheet wide, the end rail wider. */
    two?: boolean | undefined;
    /** The end rail holds something urgent (a section of class `urgent`), which goes first on a phone. */
    urgent?: boolean | undefined;
  },
) {
  return (
    <div class={classes("page", props.two && "page-two", props.urgent && "page-urgent")}>
      {props.start && (
        <nav class="rail rail-start" aria-label={props.startLabel}>
          {props.start}
        </nav>
      )}
      <main class="sheet" id="main">
        {props.children}
      </main>
      {props.end && <aside class="rail rail-end">{props.end}</aside>}
    </div>
  );
}

/** A page without rails: head on the ground, then a sheet over the whole width. */
export function WidePage({ head, children, foot }: Children & { head: ComponentChildren; foot?: ComponentChildren }) {
  return (
    <main class="wide" id="main">
      {head}
      <div class="sheet sheet-full">{children}</div>
      {foot}
    </main>
  );
}

/** Title of a dialogue, a report, a form; it stands on the ground. */
export function PageHead(
  props: Children & {
    title: ComponentChildren;
    margin?: ComponentChildren;
    language?: string | undefined;
    lead?: ComponentChildren;
    /** `<Crumbs>`: where it stands. */
    above?: ComponentChildren;
  },
) {
  const { title, margin, language, lead, above, children } = props;
  return (
    <header class="log page-head">
      <div class="log-margin">{margin}</div>
      <div class="log-text">
        {above}
        <h1 lang={language} dir={language === undefined ? undefined : directionOf(language)}>
          {title}
        </h1>
        {lead && <p class="lead space">{lead}</p>}
        {children}
      </div>
    </header>
  );
}

/** A log row whose heading stands in the margin. */
export function Section({
  title,
  id,
  unread,
  children,
}: Children & { title: ComponentChildren; id?: string | undefined; unread?: boolean | undefined }) {
  return (
    <section class={classes("log section", unread && "is-unread")} id={id}>
      <h2 class="log-margin">{title}</h2>
      <div class="log-text">{children}</div>
    </section>
  );
}

/** Number, time or label before the line; what is said after it. */
export function LogRow(
  props: Children & {
    margin?: ComponentChildren;
    /** The line takes colour for unread and for an answer. */
    mark?: "unread" | "answer" | undefined;
    class?: string | undefined;
    textClass?: string | undefined;
    id?: string | undefined;
  },
) {
  return (
    <div class={classes("log", props.mark && `is-${props.mark}`, props.class)} id={props.id}>
      <div class="log-margin">{props.margin}</div>
      <div class={classes("log-text", props.textClass)}>{props.children}</div>
    </div>
  );
}

/** A row that only says something about the rows around: earlier posts, a day, the filters of a list. */
export const LogBreak = ({
  margin,
  children,
  class: more,
}: Children & { margin?: ComponentChildren; class?: string | undefined }) => (
  <LogRow class="earlier" margin={margin} textClass={more}>
    {children}
  </LogRow>
);

/** A part of a rail; `urgent` goes first on a phone. */
export function RailSection({
  title,
  urgent,
  children,
  class: more,
}: Children & { title?: ComponentChildren; urgent?: boolean | undefined; class?: string | undefined }) {
  return (
    <section class={classes(urgent && "urgent", more)}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** Things in a row; `apart` pushes the ends apart. */
export const Row = ({
  apart,
  class: more,
  children,
}: Children & { apart?: boolean | undefined; class?: string | undefined }) => (
  <div class={classes("row", apart && "row-apart", more)}>{children}</div>
);

/** Two columns; one below 52rem. */
export const Two = ({ children }: Children) => <div class="two">{children}</div>;
