/** The chat: a log that is read out as it grows, and the line to write in. */
import type { ComponentChildren, RefObject } from "preact";
import { type Moment, useLanguage } from "../../language/language.ts";
import { Icon } from "../icon.tsx";
import { Avatar, PersonName, type PersonShown } from "../person.tsx";
import { Said, Time } from "../text.tsx";
import { TypedLine } from "../typed.tsx";

export interface ChatLogProps {
  label: string;
  /** What was said before one came: shown, not read out. */
  earlier?: ComponentChildren;
  /** What is said from now on: read out politely. */
  children?: ComponentChildren;
  /** To scroll it. */
  box?: RefObject<HTMLDivElement> | undefined;
}

/** The log itself starts empty, so that nobody is read a hundred lines on arrival. */
export function ChatLog({ label, earlier, children, box }: ChatLogProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="pane-scroll chat-log" tabIndex={0} ref={box ?? null}>
      <ol>{earlier}</ol>
      <div role="log" aria-label={label}>
        <ol>{children}</ol>
      </div>
    </div>
  );
}

export interface ChatLineProps {
  author: PersonShown;
  badge?: string | undefined;
  at: Moment;
  language: string;
  text: ComponentChildren;
  /** Taken away by a moderator: only that is said. */
  hidden?: boolean | undefined;
  /** Verbs of a moderator: into a question, take away. */
  actions?: ComponentChildren;
}

export function ChatLine({ author, badge, at, language, text, hidden, actions }: ChatLineProps) {
  const { t } = useLanguage();
  return (
    <li>
      <Avatar person={author} small />
      <div>
        <PersonName person={author} />{" "}
        <span class="meta">
          {badge && `${badge} · `}
          <Time at={at} kind="clock" />
        </span>
        {hidden ? <p class="meta">{t("room.lineHidden")}</p> : <Said language={language}>{text}</Said>}
        {actions}
      </div>
    </li>
  );
}

export interface SayProps {
  label: string;
  name?: string | undefined;
  value?: string | undefined;
  onText?: ((text: string) => void) | undefined;
  most?: number | undefined;
  disabled?: boolean | undefined;
}

/** The line to write in; stands inside a `<PlainForm class="say">`. */
export function SayLine({ label, name = "text", value, onText, most = 500, disabled }: SayProps) {
  const { t } = useLanguage();
  return (
    <>
      <TypedLine
        class="field"
        name={name}
        aria-label={label}
        placeholder={label}
        maxLength={most}
        dir="auto"
        autocomplete="off"
        required
        disabled={disabled}
        value={value}
        onText={onText}
      />
      <button type="submit" class="icon-button" aria-label={t("common.send")} disabled={disabled}>
        <Icon name="send" />
      </button>
    </>
  );
}
