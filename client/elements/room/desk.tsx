/** The moderator's desk: lanes of cards, what is on air on a phone, the merge preview, the keys at the foot. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../../language/language.ts";
import { classes } from "../classes.ts";
import { Icon, type QuestionState, StateRing } from "../icon.tsx";
import { Notice } from "../notice.tsx";
import { Avatar, type PersonShown, useNameOf } from "../person.tsx";
import { Key, Numeral, Plate, Said } from "../text.tsx";

export interface LaneProps {
  /** 1 to 5: which tab shows it on a phone. */
  number: number;
  state: QuestionState;
  title: string;
  count: number;
  note?: ComponentChildren;
  onAir?: boolean | undefined;
  /** `<Card>`s. */
  children?: ComponentChildren;
  /** Below the cards: more, the panel, what would be carried. */
  foot?: ComponentChildren;
}

export function Lane({ number, state, title, count, note, onAir, children, foot }: LaneProps) {
  return (
    <section
      class={classes("lane", onAir && "lane-on-air")}
      data-pane={number}
      data-state={state}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={title}
    >
      <div class="lane-head">
        <StateRing state={state}>{title}</StateRing>
        <Numeral value={count} strong />
        {note && <span class="meta">{note}</span>}
      </div>
      <ol>{children}</ol>
      {foot}
    </section>
  );
}

export interface CardProps {
  id: string;
  text: string;
  language: string;
  votes?: number | undefined;
  by: ComponentChildren;
  time?: ComponentChildren;
  assignee?: PersonShown | null | undefined;
  /** The one that the keys act on. */
  current?: boolean | undefined;
  /** What another would be merged into. */
  target?: boolean | undefined;
  onAir?: boolean | undefined;
  /** Close to another, taken by, told when. */
  near?: ComponentChildren;
  /** Small buttons. */
  actions?: ComponentChildren;
  onChoose?: (() => void) | undefined;
}

/** A question on the desk. */
export function Card(props: CardProps) {
  const { tag } = useLanguage();
  const nameOf = useNameOf();
  const { id, text, language, votes, by, time, assignee, current, target, onAir, near, actions, onChoose } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the desk choose it too, each of its verbs is a button
    <li
      class={classes("card", onAir && "is-on-air", target && "is-target")}
      id={`card-${id}`}
      aria-current={current ? "true" : undefined}
      tabIndex={onChoose && (current ? 0 : -1)}
      onClick={onChoose}
    >
      <div class="card-text">
        {votes !== undefined && <Numeral value={votes} strong />}
        <Said language={language}>{text}</Said>
      </div>
      <div class="card-meta">
        <span class="meta">{by}</span>
        {language !== tag && <Plate language={language} />}
        {time && <span class="meta num push">{time}</span>}
        {assignee && (
          <span class="card-for">
            <Avatar person={assignee} />
            <bdi>{nameOf(assignee)}</bdi>
          </span>
        )}
      </div>
      {near && <p class="card-near">{near}</p>}
      {actions && <div class="card-actions">{actions}</div>}
    </li>
  );
}

/** Stands in the place of the card that went: who has it and where it is now. */
export const CardConflict = ({ children, actions }: { children: ComponentChildren; actions?: ComponentChildren }) => (
  <li class="card card-conflict" data-state="unread">
    <Notice state="unread" actions={actions}>
      {children}
    </Notice>
  </li>
);

/** How many ended how, in the lane of what is done. */
export const DoneCount = ({ state, children }: { state: QuestionState; children: ComponentChildren }) => (
  <li class="done-count">
    <StateRing state={state}>{children}</StateRing>
  </li>
);

/** One that is done: when, what, with how many votes. */
export const DoneRow = ({
  time,
  text,
  language,
  votes,
  children,
}: {
  time: ComponentChildren;
  text: string;
  language: string;
  votes: number;
  /** Why it was declined, and taking it back. */
  children?: ComponentChildren;
}) => (
  <li class="done-row">
    <span class="meta">{time}</span>
    <Said as="span" language={language}>
      {text}
    </Said>
    <Numeral value={votes} strong />
    {children && <div class="done-more">{children}</div>}
  </li>
);

/** The foot of a lane: a heading and what belongs there. */
export const LaneFoot = ({
  title,
  children,
  people,
}: {
  title: string;
  children: ComponentChildren;
  people?: boolean | undefined;
}) => (
  <div class={classes("lane-foot", people && "people")}>
    <p class="label">{title}</p>
    {children}
  </div>
);

/** On a phone: what is on air stays in view above the lanes. */
export function OnAirStrip({ text, language, time }: { text: string; language: string; time?: string | undefined }) {
  const { t } = useLanguage();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div class="on-air-strip" role="group" aria-label={t("room.onAir")}>
      <i class="live-dot" />
      <Said language={language}>{text}</Said>
      {time && <span class="num">{time}</span>}
    </div>
  );
}

interface MergeSide {
  text: string;
  language: string;
  by: ComponentChildren;
  votes: number;
}

export interface MergePreviewProps {
  source: MergeSide;
  target: MergeSide;
  /** Votes after the merge, each person counted once. */
  sum: number;
  /** Who voted for both. */
  both: number;
  actions: ComponentChildren;
}

/** What becomes of two questions, before they are merged. */
export function MergePreview({ source, target, sum, both, actions }: MergePreviewProps) {
  const { t, rich, digits, number } = useLanguage();
  const side = (title: string, { text, language, by, votes }: MergeSide) => (
    <div>
      <p class="label">{title}</p>
      <Said language={language}>{text}</Said>
      <p class="meta">
        <span>{by}</span>
        {" · "}
        <span>{rich("common.votes", { count: votes })}</span>
      </p>
    </div>
  );
  return (
    <section class="merge" aria-label={t("desk.mergePreview")}>
      <div class="row">
        <Icon name="merge" />
        <h2>{t("desk.mergePreview")}</h2>
        <span class="meta">{t("desk.mergeHelp")}</span>
        <span class="push" />
        {actions}
      </div>
      <div class="merge-sides">
        {side(t("desk.mergeThis"), source)}
        <Icon name="arrow" />
        {side(t("desk.mergeInto"), target)}
        <div class="merge-sum">
          <p class="label">{t("desk.mergeBecomes")}</p>
          <p>{rich("common.votes", { count: sum }, { count: <b class="num">{number(sum)}</b> })}</p>
          <p class="meta">
            {rich("desk.mergeBoth", {
              sum: <span class="num">{digits(`${target.votes} + ${source.votes} − ${both}`)}</span>,
            })}
          </p>
        </div>
      </div>
    </section>
  );
}

/** The keys that work on this page, at its foot. */
export const KeysBar = ({
  keys,
  status,
}: {
  keys: readonly { keys: readonly string[]; label: string }[];
  status?: ComponentChildren;
}) => (
  <footer class="keys">
    {keys.map(({ keys: names, label }) => (
      <span key={label}>
        {names.map((name) => (
          <Key key={name}>{name}</Key>
        ))}{" "}
        <span>{label}</span>
      </span>
    ))}
    {status && <span class="push">{status}</span>}
  </footer>
);
