/** Lists: rows of threads, entries, tables, the key questions of a dialogue, the programme of an hour. */
import type { ComponentChildren } from "preact";
import { directionOf } from "../../shared/languages.ts";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import { NewCount, NumberPlate, Plate, Said } from "./text.tsx";

export interface ThreadRowProps {
  /** When somebody wrote last; stands in the margin. */
  time: ComponentChildren;
  title: ComponentChildren;
  href: string;
  language?: string | undefined;
  /** Posts, or votes. */
  count?: number | undefined;
  unread?: number | undefined;
  pinned?: boolean | undefined;
  locked?: boolean | undefined;
  /** Who, which key question, what state: below the title. */
  meta?: ComponentChildren;
}

/** One row a thread. */
export function ThreadRow(props: ThreadRowProps) {
  const { t, number } = useLanguage();
  const { title, href, language, count, unread = 0, pinned, locked, meta } = props;
  return (
    <article class={classes("log thread-row", unread > 0 && "is-unread")}>
      <div class="log-margin num">{props.time}</div>
      <div class="log-text">
        <h2 lang={language} dir={language === undefined ? undefined : directionOf(language)}>
          {pinned && (
            <>
              <Icon name="pin" small />
              <span class="visually-hidden">{`${t("thread.pinned")} `}</span>
            </>
          )}
          {locked && (
            <>
              <Icon name="lock" small />
              <span class="visually-hidden">{`${t("thread.locked")} `}</span>
            </>
          )}
          <a href={href}>
            <bdi>{title}</bdi>
          </a>
        </h2>
        {language && <Plate language={language} />}
        {count !== undefined && <span class="count num">{number(count)}</span>}
        <p class="meta">
          {unread > 0 && (
            <>
              <NewCount count={unread} />
              <span> · </span>
            </>
          )}
          {meta}
        </p>
      </div>
    </article>
  );
}

export interface NoteRowProps {
  time: ComponentChildren;
  /** The whole title leads there. */
  title: ComponentChildren;
  href: string;
  /** The avatar of who did it. */
  picture?: ComponentChildren;
  unread?: boolean | undefined;
  excerpt?: { text: string; language: string } | undefined;
  /** A state, and where it is. */
  children?: ComponentChildren;
}

/** One row a notification: the same row as a thread's. */
export function NoteRow({ time, title, href, picture, unread, excerpt, children }: NoteRowProps) {
  const { t } = useLanguage();
  return (
    <article class={classes("log thread-row", unread && "is-unread")}>
      <div class="log-margin num">{time}</div>
      <div class="log-text">
        <h2>
          <a href={href}>{title}</a>
        </h2>
        <span>{picture}</span>
        <span class="count">
          {unread && (
            <>
              <i class="unread-dot" />
              <span class="visually-hidden">{t("common.unread")}</span>
            </>
          )}
        </span>
        <div class="meta">
          {excerpt && (
            <Said language={excerpt.language} class="excerpt">
              {excerpt.text}
            </Said>
          )}
          {children}
        </div>
      </div>
    </article>
  );
}

export interface FoldedRowProps {
  time?: ComponentChildren;
  /** A state and what is folded: `<StateRing state="carried" wrap>…</StateRing>`. */
  summary: ComponentChildren;
  open?: boolean | undefined;
  children: ComponentChildren;
}

/** Many threads folded into one row; opens without script. */
export function FoldedRow({ time, summary, open, children }: FoldedRowProps) {
  return (
    <article class="log thread-row">
      <div class="log-margin num">{time}</div>
      <div class="log-text">
        <details class="folded" open={open}>
          <summary>{summary}</summary>
          {children}
        </details>
      </div>
    </article>
  );
}

/** Things below each other, parted by a line. */
export const Entries = ({ children, ordered }: { children: ComponentChildren; ordered?: boolean | undefined }) =>
  ordered ? <ol class="entries">{children}</ol> : <ul class="entries">{children}</ul>;

export interface EntryProps {
  /** Avatar, number plate or votes, before the text. */
  lead?: ComponentChildren;
  title: ComponentChildren;
  href?: string | undefined;
  /** Plate or time at the title's end. */
  end?: ComponentChildren;
  excerpt?: { text: string; language: string } | undefined;
  meta?: ComponentChildren;
  current?: boolean | undefined;
  children?: ComponentChildren;
}

/** One thing in a list; the whole title is the link. */
export function Entry({ lead, title, href, end, excerpt, meta, current, children }: EntryProps) {
  return (
    <li aria-current={current ? "true" : undefined}>
      {lead}
      <div>
        <p class="entry-title">
          {href ? (
            <a href={href}>
              <b>{title}</b>
            </a>
          ) : (
            <b>{title}</b>
          )}
          {end}
        </p>
        {excerpt && (
          <Said language={excerpt.language} class="excerpt">
            {excerpt.text}
          </Said>
        )}
        {meta && <p class="meta">{meta}</p>}
        {children}
      </div>
    </li>
  );
}

export interface Column {
  label: ComponentChildren;
  /** Read out, not shown. */
  silent?: boolean | undefined;
  number?: boolean | undefined;
  /** Left out on a phone. */
  extra?: boolean | undefined;
}

/** A table that scrolls by itself where it is too wide. */
export function Table({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly ComponentChildren[])[];
}) {
  const looks = (column: Column | undefined) => classes(column?.number && "is-number num", column?.extra && "is-extra");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={label}>
      <table class="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={looks(column)}>
                {column.silent ? <span class="visually-hidden">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, index) => (
                <td class={looks(columns[index])}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface KeyQuestionLine {
  number: number;
  text: ComponentChildren;
  href: string;
  language?: string | undefined;
  posts: number;
  people?: number | undefined;
  unread?: number | undefined;
}

/** The key questions of a dialogue, with what was written to each; `short` for the home page. */
export function KeyQuestions({ items, short }: { items: readonly KeyQuestionLine[]; short?: boolean | undefined }) {
  const { rich, number } = useLanguage();
  if (short) {
    return (
      <ol class="key-questions key-questions-short">
        {items.map((item) => (
          <li key={item.number}>
            <NumberPlate value={item.number} />
            <span lang={item.language}>{item.text}</span>
            <span class="num">{number(item.posts)}</span>
          </li>
        ))}
      </ol>
    );
  }
  return (
    <ol class="key-questions">
      {items.map((item) => (
        <li key={item.number}>
          <a href={item.href} lang={item.language}>
            <NumberPlate value={item.number} />
            {item.text}
          </a>
          <span class="meta">
            {rich("common.posts", { count: item.posts }, { count: <b class="num">{number(item.posts)}</b> })}
          </span>
          <span class="meta">{item.people !== undefined && rich("common.people", { count: item.people })}</span>
          <span class="meta">{item.unread ? <NewCount count={item.unread} /> : null}</span>
        </li>
      ))}
    </ol>
  );
}

/** What happens one after the other. */
export function Steps({ items }: { items: readonly ComponentChildren[] }) {
  const { number } = useLanguage();
  return (
    <ol class="steps">
      {items.map((item, index) => (
        <li key={index}>
          <b class="num">{number(index + 1)}</b>
          <span>{item}</span>
        </li>
      ))}
    </ol>
  );
}
