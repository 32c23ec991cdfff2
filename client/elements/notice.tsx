/** What one should know: a notice in its place, a problem, a banner for the page, a line of state. */
import type { ComponentChildren } from "preact";
import { type MessageKey, useLanguage } from "../language/language.ts";
import { lastBroken } from "../live/refusal.ts";
import { classes } from "./classes.ts";
import type { RingState } from "./icon.tsx";
import { Icon, type IconName } from "./icon.tsx";

interface NoticeProps {
  /** `unread`: it moved under the reader, a conflict. Others carry their state's colour. */
  state?: RingState | undefined;
  icon?: IconName | undefined;
  /** Verbs, below the words. */
  actions?: ComponentChildren;
  children: ComponentChildren;
  class?: string | undefined;
}

/** Something to know here. A conflict stands in the place of the thing that went. */
export function Notice({ state, icon, actions, children, class: more }: NoticeProps) {
  return (
    <div class={classes("notice", more)} data-state={state}>
      {icon && <Icon name={icon} />}
      <div>
        {children}
        {actions && <div class="row">{actions}</div>}
      </div>
    </div>
  );
}

/**
 * A problem by its code: what happened, in the reader's words. An unknown code is an internal one; what broke on the server has
 * the number under which its operators find it.
 */
export function useProblemText(): (code: string, requestId?: string) => string {
  const { t } = useLanguage();
  return (code, requestId = lastBroken.requestId) => {
    const key = `problem.${code}` as MessageKey;
    const text = t(key);
    if (code === "internal" && requestId) return `${text} ${t("problem.number", { requestId })}`;
    return text === key ? t("problem.internal") : text;
  };
}

interface ProblemProps {
  /** The code of a refusal (shared/problems.ts); its words stand in the catalogue. */
  code?: string | undefined;
  title?: ComponentChildren;
  children?: ComponentChildren;
  actions?: ComponentChildren;
  /** It came after something was sent: read out at once. */
  alert?: boolean | undefined;
}

/** What went wrong and what to do next; hatched. */
export function Problem({ code, title, children, actions, alert = true }: ProblemProps) {
  const textOf = useProblemText();
  const said = title ?? (code === undefined ? undefined : textOf(code));
  return (
    <div class="problem" role={alert ? "alert" : "group"}>
      {said && <b>{said}</b>} {children}
      {actions && <div class="row space">{actions}</div>}
    </div>
  );
}

/** What is missing in a form, on top of it, each a link to its field. */
export function ProblemSummary({ items }: { items: readonly { field: string; text: ComponentChildren }[] }) {
  const { t } = useLanguage();
  if (items.length === 0) return null;
  return (
    <div class="problem" role="alert" tabIndex={-1}>
      <b>{t("form.problems", { count: items.length })}</b>
      <ul>
        {items.map(({ field, text }) => (
          <li key={field}>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface BannerProps {
  state?: RingState | undefined;
  icon?: IconName | undefined;
  busy?: boolean | undefined;
  label?: string | undefined;
  children: ComponentChildren;
  action?: ComponentChildren;
}

/** The same for the whole page: closed, read-only, over. */
export function Banner({ state, icon, busy, label, children, action }: BannerProps) {
  return (
    <section class="banner" data-state={state} aria-label={label}>
      {busy && <span class="spinner" />}
      {icon && <Icon name={icon} small />}
      <span>{children}</span>
      {action}
    </section>
  );
}

export type Line = "offline" | "reconnecting" | "caught-up" | "outdated";

/** The state of the line to the server; nothing while all is well. Said politely, once. */
export function LineBanner({ line, action }: { line: Line | null; action?: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <div role="status">
      {line === "offline" && (
        <Banner icon="offline" action={action}>
          <b>{t("line.offline")}</b> <span>{t("line.offlineHelp")}</span>
        </Banner>
      )}
      {line === "reconnecting" && (
        <Banner busy action={action}>
          {t("line.reconnecting")}
        </Banner>
      )}
      {line === "caught-up" && (
        <Banner state="answered" icon="check" action={action}>
          <b>{t("line.caughtUp")}</b>
        </Banner>
      )}
      {line === "outdated" && (
        <Banner state="unread" action={action}>
          {t("line.outdated")}
        </Banner>
      )}
    </div>
  );
}

/** A quiet line with a tick: saved, in step. `icon={null}` without one. */
export function StatusLine({ icon = "check", children }: { icon?: IconName | null; children: ComponentChildren }) {
  return (
    <span class="status-line">
      {icon && <Icon name={icon} small />}
      <span>{children}</span>
    </span>
  );
}

/** Who sees what is asked for beside it. */
export function SeenBy({ children }: { children: ComponentChildren }) {
  return (
    <span class="seen-by">
      <Icon name="eye" small />
      {children}
    </span>
  );
}
