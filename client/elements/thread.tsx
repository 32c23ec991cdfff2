/** A thread: its head, where it was carried from, its posts and what stands between them. */
import type { ComponentChildren } from "preact";
import { directionOf, languageName } from "../../shared/languages.ts";
import { type Moment, useLanguage } from "../language/language.ts";
import { TextButton } from "./button.tsx";
import { classes } from "./classes.ts";
import { Icon, StateRing } from "./icon.tsx";
import { Avatar, PersonName, type PersonShown } from "./person.tsx";
import { MarkdownBody, NumberPlate, Plate, Time } from "./text.tsx";

export interface ThreadHeadProps {
  /** Opened when, open until when. */
  margin?: ComponentChildren;
  crumbs?: ComponentChildren;
  title: ComponentChildren;
  language?: string | undefined;
  keyQuestion?: { number: number; text: string; href: string; language?: string | undefined } | undefined;
  facts?: ComponentChildren;
  actions?: ComponentChildren;
  /** `<CarriedFrom>`, notices. */
  children?: ComponentChildren;
}

/** Also the head of a section's list, of the inbox, of triage. */
export function ThreadHead(props: ThreadHeadProps) {
  const { t } = useLanguage();
  const { keyQuestion, language } = props;
  return (
    <header class="log thread-head">
      <div class="log-margin">{props.margin}</div>
      <div class="log-text">
        {props.crumbs}
        <h1 lang={language} dir={language === undefined ? "auto" : directionOf(language)}>
          {props.title}
        </h1>
        {keyQuestion && (
          <a class="key-question-link" href={keyQuestion.href}>
            <NumberPlate value={keyQuestion.number} />
            <span>
              <span class="visually-hidden">{`${t("thread.keyQuestion")}: `}</span>
              <span lang={keyQuestion.language}>{keyQuestion.text}</span>
            </span>
          </a>
        )}
        {props.children}
        {props.facts && <div class="row dotted meta">{props.facts}</div>}
        {props.actions && <div class="row thread-actions">{props.actions}</div>}
      </div>
    </header>
  );
}

export interface CarriedFromProps {
  webinar: { title: string; href: string };
  at?: Moment | undefined;
  votes: number;
  meantFor?: PersonShown | undefined;
  /** The moment in the recording, where there is one. */
  moment?: { href: string; at: string } | undefined;
}

/** Where a carried question came from. */
export function CarriedFrom({ webinar, at, votes, meantFor, moment }: CarriedFromProps) {
  const { t, rich, digits, number } = useLanguage();
  return (
    <div class="carried-from">
      <StateRing state="carried">{t("thread.carriedFrom")}</StateRing>
      <a href={webinar.href}>
        <bdi>{webinar.title}</bdi>
      </a>
      <span class="row dotted">
        {at !== undefined && (
          <span>
            <Time at={at} kind="date" />
          </span>
        )}
        <span>{rich("common.votes", { count: votes }, { count: <b class="num">{number(votes)}</b> })}</span>
        {meantFor && <span>{rich("thread.meantFor", { name: <PersonName person={meantFor} /> })}</span>}
      </span>
      {moment && (
        <a class="moment num" href={moment.href}>
          {t("thread.watchMoment", { time: digits(moment.at) })}
        </a>
      )}
    </div>
  );
}

export interface PostProps {
  number: number;
  /** The post's own address, for ever. */
  href: string;
  author: PersonShown;
  /** What the author is here, already a word: Panellist, Moderator. */
  badge?: string | undefined;
  at: Moment;
  /** False where the post before was of the same day: the margin then has the hour alone. */
  day?: boolean | undefined;
  language: string;
  /** Rendered by the server; null where only a stub is left, then `children` says why. */
  html: string | null;
  mark?: "unread" | "answer" | undefined;
  /** Who marked it as the answer. */
  answer?: ComponentChildren;
  editedAt?: Moment | null | undefined;
  /** The post that this one answers, when it stands elsewhere. */
  replyTo?: ComponentChildren;
  /** `<Translation>`, or the button that asks for one. */
  translation?: ComponentChildren;
  reactions?: ComponentChildren;
  actions?: ComponentChildren;
  /** Notices to its author, its editor while it is being edited. */
  children?: ComponentChildren;
  /** `<NestedPost>`s. */
  replies?: ComponentChildren;
}

/** A post: number and time in the margin, what was said after the line. */
export function Post(props: PostProps) {
  const { t, digits } = useLanguage();
  const { number, author, language, html } = props;
  return (
    <article
      class={classes("log post", props.mark && `is-${props.mark}`)}
      id={`post-${number}`}
      aria-labelledby={`author-${number}`}
    >
      <div class="log-margin">
        <a class="post-number num" href={props.href} aria-label={t("thread.postNumber", { number })}>
          {digits(number)}
        </a>
        <br />
        <Time at={props.at} kind="clock" />
        {props.day !== false && (
          <>
            <br />
            <Time at={props.at} kind="day" />
          </>
        )}
      </div>
      <div class="log-text">
        <header class="post-head">
          <Avatar person={author} />
          <div>
            <span id={`author-${number}`}>
              <PersonName person={author} badge={props.badge} />
            </span>
            {author.organisation && (
              <span class="meta org">
                <bdi>{author.organisation}</bdi>
              </span>
            )}
          </div>
          <span class="post-aside">
            <span class="only-phone meta num">
              <b>{digits(number)}</b> <Time at={props.at} kind="short" />
            </span>
            <Plate language={language} />
          </span>
        </header>
        {props.answer && <p class="post-answer">{props.answer}</p>}
        {props.replyTo}
        {html !== null && <MarkdownBody html={html} language={language} />}
        {props.editedAt && (
          <p class="meta">
            {t("thread.edited")} <Time at={props.editedAt} kind="moment" />
          </p>
        )}
        {props.children}
        {props.translation}
        {(props.reactions || props.actions) && (
          <div class="post-actions">
            {props.reactions}
            <span class="push" />
            {props.actions}
          </div>
        )}
        {props.replies}
      </div>
    </article>
  );
}

export interface NestedPostProps
  extends Pick<
    PostProps,
    | "number"
    | "href"
    | "author"
    | "badge"
    | "at"
    | "language"
    | "html"
    | "translation"
    | "reactions"
    | "actions"
    | "children"
  > {
  /** Whom it answers, when that is not the post it stands under. */
  to?: string | undefined;
  unread?: boolean | undefined;
}

/** A reply, drawn under the post that it answers. */
export function NestedPost(props: NestedPostProps) {
  const { t, rich, digits } = useLanguage();
  return (
    <div class={classes("nested", props.unread && "is-unread")} id={`post-${props.number}`}>
      <div class="nested-head">
        <Avatar person={props.author} small />
        <PersonName person={props.author} badge={props.badge} />
        <span class="meta">
          {props.to && (
            <>
              <span>{rich("thread.to", { name: <bdi>{props.to}</bdi> })}</span>
              {" · "}
            </>
          )}
          <a class="num" href={props.href} aria-label={t("thread.postNumber", { number: props.number })}>
            {digits(props.number)}
          </a>
          {" · "}
          <Time at={props.at} kind="short" />
        </span>
        <Plate language={props.language} />
      </div>
      {props.html !== null && <MarkdownBody html={props.html} language={props.language} small />}
      {props.children}
      {props.translation}
      {(props.reactions || props.actions) && (
        <div class="post-actions">
          {props.reactions}
          <span class="push" />
          {props.actions}
        </div>
      )}
    </div>
  );
}

/** Offers a translation where the text is not in the reader's language. */
export function SeeTranslation({ language, onAsk }: { language: string; onAsk?: (() => void) | undefined }) {
  const { t, tag } = useLanguage();
  return (
    <p class="post-translate">
      <span>{languageName(language, tag)}</span>
      <TextButton icon="translate" type="submit" onClick={onAsk}>
        {t("thread.seeTranslation")}
      </TextButton>
    </p>
  );
}

/** A translation below its original; says whether a machine made it. */
export function Translation(props: {
  html: string;
  language: string;
  from: string;
  by?: PersonShown | undefined;
  open?: boolean | undefined;
}) {
  const { t, rich, nameOf } = useLanguage();
  const { html, language, from, by, open = true } = props;
  return (
    <details class="translation" open={open}>
      <summary class="text-link">
        <Icon name="translate" small />
        <span>
          {by
            ? rich("thread.translatedBy", { language: nameOf(from), name: <bdi>{by.name}</bdi> })
            : t("thread.machineTranslation", { language: nameOf(from) })}
        </span>
      </summary>
      <MarkdownBody html={html} language={language} small />
    </details>
  );
}

/** The line above what is new. */
export const NewLine = ({ children, id = "new" }: { children: ComponentChildren; id?: string | undefined }) => (
  <div class="log is-unread" id={id}>
    <div class="log-margin" />
    <div class="log-text">
      <p class="new-line">
        <span>{children}</span>
      </p>
    </div>
  </div>
);

/** Who is writing now. Not read out: it would speak without end. */
export function Writing({ people }: { people: readonly PersonShown[] }) {
  const { rich } = useLanguage();
  const [first] = people;
  if (!first) return null;
  return (
    <div class="log">
      <div class="log-margin" />
      <div class="log-text writing">
        <span class="writing-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span>{rich("thread.writing", { count: people.length, name: <PersonName person={first} /> })}</span>
      </div>
    </div>
  );
}

/** What a moderator has to say between the posts. */
export function ModeratorNote({ by, at, children }: { by: PersonShown; at: Moment; children: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <aside class="log aside-note" aria-label={t("thread.moderatorNote")}>
      <div class="log-margin">
        <Icon name="flag" small />
      </div>
      <div class="log-text">
        <div class="notice">
          <div>
            <b>{t("thread.moderatorNote")}</b>{" "}
            <span class="meta">
              <bdi>{by.name}</bdi> · <Time at={at} kind="short" />
            </span>
            <br />
            {children}
          </div>
        </div>
      </div>
    </aside>
  );
}

/** The composer at the end of a thread, in the log: one's own avatar in the margin. */
export function ComposerRow({
  label,
  person,
  id,
  children,
}: {
  label: string;
  person?: PersonShown | undefined;
  id?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <section class="log composer" aria-label={label} id={id}>
      <div class="log-margin">{person && <Avatar person={person} />}</div>
      <div class="log-text">{children}</div>
    </section>
  );
}
