/** Questions in the room: the one on air, those in the queue, one's own with its life, the form that asks. */
import type { ComponentChildren } from "preact";
import { type Moment, useLanguage } from "../../language/language.ts";
import { classes } from "../classes.ts";
import { Live, type QuestionState, StateRing } from "../icon.tsx";
import { PersonName, type PersonShown } from "../person.tsx";
import { Numeral, Plate, Said, Time } from "../text.tsx";
import { TypedArea } from "../typed.tsx";

export interface OnAirProps {
  text: string;
  language: string;
  since?: Moment | undefined;
  /** Who answers it. */
  assignee?: PersonShown | null | undefined;
  /** Asker, votes, how many asked the same. */
  children?: ComponentChildren;
}

/** The one place that is red. */
export function OnAirCard({ text, language, since, assignee, children }: OnAirProps) {
  const { t, rich } = useLanguage();
  return (
    <article class="on-air" aria-label={t("room.onAir")}>
      <p class="row row-apart">
        <Live>
          {since === undefined ? t("room.onAir") : rich("room.onAirSince", { time: <Time at={since} kind="clock" /> })}
        </Live>
        {assignee && <span class="meta">{rich("room.forPerson", { name: <PersonName person={assignee} /> })}</span>}
      </p>
      <Said as="h2" language={language}>
        {text}
      </Said>
      {children && <p class="meta">{children}</p>}
    </article>
  );
}

export interface QuestionRowProps {
  text: string;
  language: string;
  /** `<VoteKey>` in its form; on the panel desk the bare number. */
  vote: ComponentChildren;
  own?: boolean | undefined;
  state?: ComponentChildren;
  /** Asker and place. */
  by?: ComponentChildren;
  /** Badges, links, at the end of the line below. */
  extra?: ComponentChildren;
  /** Above the text, on the panel desk. */
  head?: ComponentChildren;
  /** Verbs below. */
  actions?: ComponentChildren;
  id?: string | undefined;
}

/** A question in the queue. */
export function QuestionRow(props: QuestionRowProps) {
  const { tag } = useLanguage();
  const { text, language, vote, own, state, by, extra, head, actions, id } = props;
  return (
    <li class={classes("question", own && "is-own")} id={id}>
      {vote}
      <div>
        {head}
        <Said language={language}>{text}</Said>
        <p class="question-meta">
          {state}
          {by && <span class="meta">{by}</span>}
          {language !== tag && <Plate language={language} />}
          {extra}
        </p>
        {actions && <div class="row space">{actions}</div>}
      </div>
    </li>
  );
}

/** The queue. It never moves by itself: `fresh` new ones announce themselves in a line with a verb. */
export function QuestionList(props: {
  label: string;
  fresh?: number | undefined;
  onFresh?: (() => void) | undefined;
  children: ComponentChildren;
  scroll?: boolean | undefined;
}) {
  const { t, rich } = useLanguage();
  const { label, fresh = 0, onFresh, children, scroll = true } = props;
  return (
    <>
      {fresh > 0 && (
        <button type="button" class="new-order" onClick={onFresh}>
          <span>{rich("room.newQuestions", { count: fresh })}</span> <u>{t("room.newOrder")}</u>
        </button>
      )}
      <ol class={scroll ? "pane-scroll" : undefined} tabIndex={scroll ? 0 : undefined} aria-label={label}>
        {children}
      </ol>
    </>
  );
}

const way = ["asked", "queued", "onair", "answered"] as const;

export interface LifeProps {
  state: QuestionState;
  /** When it came to each state. */
  times?: Readonly<Partial<Record<QuestionState, Moment | null>>> | undefined;
  /** Its place in the queue. */
  position?: number | undefined;
}

/** Asked, queued, on air, answered; another outcome takes the last place. */
export function LifeLine({ state, times = {}, position }: LifeProps) {
  const { t } = useLanguage();
  const reached = way.indexOf(state as (typeof way)[number]);
  const steps: readonly QuestionState[] = reached < 0 ? [...way.slice(0, 3), state] : way;
  const done = (step: QuestionState, index: number) =>
    reached < 0 ? step === state || times[step] != null : index <= reached;
  return (
    <ol class="life">
      {steps.map((step, index) => (
        <li
          key={step}
          class={done(step, index) ? "is-done" : undefined}
          aria-current={step === state ? "step" : undefined}
        >
          <StateRing state={step}>
            {step === "queued" && state === "queued" && position ? t("room.queuedAt", { position }) : undefined}
          </StateRing>
          {times[step] != null && (
            <span class="meta">
              <Time at={times[step] as Moment} kind="short" />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** One's own question, under what is on air: its text, its life, the promise that nothing is lost. */
export function MyQuestion({
  text,
  language,
  state,
  times,
  position,
  children,
}: LifeProps & { text: string; language: string; children?: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <section class="my-question" aria-label={`${t("room.yourQuestion")}: ${text}`}>
      <p class="label">{t("room.yourQuestion")}</p>
      <div class="my-question-text">
        <Said language={language}>{text}</Said>
        <StateRing state={state}>
          {state === "queued" && position ? t("room.queuedAt", { position }) : undefined}
        </StateRing>
      </div>
      <LifeLine state={state} times={times} position={position} />
      {children && <div class="meta">{children}</div>}
    </section>
  );
}

export interface AskFormProps {
  /** The textarea's id and name are "text". */
  value?: string | undefined;
  onText?: ((text: string) => void) | undefined;
  most?: number | undefined;
  /** Rows of `<SimilarQuestion>`, while typing. */
  similar?: ComponentChildren;
  problem?: ComponentChildren;
  /** The submit button. */
  button: ComponentChildren;
  /** Anonymous to the room, and who sees it. */
  choices?: ComponentChildren;
  disabled?: boolean | undefined;
}

/** Asks the panel; stands inside a `<PlainForm class="ask">`. The focus stays in the box after sending. */
export function AskForm({ value, onText, most = 400, similar, problem, button, choices, disabled }: AskFormProps) {
  const { t, number } = useLanguage();
  return (
    <>
      {similar && (
        <div class="similar">
          <p class="label">{t("room.similar")}</p>
          {similar}
        </div>
      )}
      {problem}
      <label class="label" for="ask-text">
        {t("room.askPanel")}
      </label>
      <div class="ask-row">
        <TypedArea
          class="field"
          id="ask-text"
          name="text"
          rows={2}
          maxLength={most}
          dir="auto"
          required
          disabled={disabled}
          placeholder={t("room.askPanel")}
          value={value}
          onText={onText}
        />
        {button}
      </div>
      <div class="row row-apart">
        {choices}
        <span class="meta num push">{`${number(value?.length ?? 0)} / ${number(most)}`}</span>
      </div>
    </>
  );
}

/** A question that says the same, with its key: a vote counts more than a copy. */
export const SimilarQuestion = ({
  vote,
  text,
  language,
  children,
}: {
  vote: ComponentChildren;
  text: string;
  language: string;
  children?: ComponentChildren;
}) => (
  <div>
    {vote}
    <Said language={language}>
      <span>{text}</span>
      {children && <bdi class="meta">{` ${children}`}</bdi>}
    </Said>
  </div>
);

/** The votes as a bare number, before a question that cannot be voted for here. */
export const VoteCount = ({ count }: { count: number }) => <Numeral value={count} strong />;
