/** A live page: its bar with the hour and the time left, its panes, that become tabs on a phone without script. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../../language/language.ts";
import { IconLink } from "../button.tsx";
import { classes } from "../classes.ts";
import { Live } from "../icon.tsx";
import { SkipLink } from "../site.tsx";

/** Around everything; `hasAsk` leaves room on a phone for the question form at the foot. */
export const LivePage = ({ hasAsk, children }: { hasAsk?: boolean | undefined; children: ComponentChildren }) => (
  <div class={classes("live-page", hasAsk && "has-ask")}>{children}</div>
);

export interface LiveBarProps {
  title: string;
  /** The dialogue and which webinar it is. */
  above: ComponentChildren;
  back?: { href: string; label: string } | undefined;
  /** Instead of the way back: the brand, on a desk. */
  brand?: ComponentChildren;
  skip: string;
  /** `<HourRuler>`. */
  hour?: ComponentChildren;
  /** `<Clock>`. */
  clock?: ComponentChildren;
  /** Who is here, leaving, closing. */
  children?: ComponentChildren;
}

export function LiveBar({ title, above, back, brand, skip, hour, clock, children }: LiveBarProps) {
  return (
    <>
      <SkipLink>{skip}</SkipLink>
      <header class="live-bar">
        {back && <IconLink icon="arrow" class="back-link" label={back.label} href={back.href} />}
        {brand}
        <div class="live-title">
          <p class="meta" dir="auto">
            {above}
          </p>
          <h1 dir="auto">{title}</h1>
        </div>
        <div class="hour">{hour}</div>
        {clock}
        {children}
      </header>
    </>
  );
}

/** The time left, or the time it is; `live` says that the hour runs. Not read out each second. */
export function Clock({ time, note, live }: { time: string; note?: ComponentChildren; live?: boolean | undefined }) {
  return (
    <div class={classes("clock", live && "clock-row")}>
      {live && <Live />}
      <b class="num" role="timer" aria-live="off">
        {time}
      </b>
      {note && <span class="meta">{note}</span>}
    </div>
  );
}

export interface PaneTab {
  label: string;
  count?: number | undefined;
  unread?: boolean | undefined;
}

export interface PanesProps {
  /** Beside the columns, in order: on a phone the panes 1, 2 … are chosen by these. At most five. */
  tabs: readonly PaneTab[];
  look?: "panel" | "desk" | undefined;
  /** Which is open at first; the first one where nothing is said. */
  opened?: number | undefined;
  /** Stays in view above the tabs: the first pane of the room, the strip of the desk. */
  first?: ComponentChildren;
  /** `<Pane number={1}>` … */
  children: ComponentChildren;
}

/** Columns that each scroll by themselves. Radio buttons choose one on a phone, so without script. */
export function Panes({ tabs, look, opened = 1, first, children }: PanesProps) {
  const { t, number } = useLanguage();
  return (
    <main
      class={classes("panes", look === "panel" && "panes-panel", look === "desk" && "desk")}
      id="main"
      tabIndex={-1}
    >
      {first}
      {tabs.map((_, index) => (
        <input
          key={index}
          class="pane-switch visually-hidden"
          type="radio"
          name="pane"
          id={`pane-${index + 1}`}
          defaultChecked={index + 1 === opened}
        />
      ))}
      <div class="pane-tabs">
        {tabs.map(({ label, count, unread }, index) => (
          <label key={label} for={`pane-${index + 1}`}>
            <span>{label}</span> {count !== undefined && <span class="num">{number(count)}</span>}
            {unread && (
              <>
                <i class="unread-dot" />
                <span class="visually-hidden">{t("room.unreadThere")}</span>
              </>
            )}
          </label>
        ))}
      </div>
      {children}
    </main>
  );
}

export interface PaneProps {
  /** Which tab shows it; without one it is always in view. */
  number?: number | undefined;
  label: string;
  /** On paper, not on the ground. */
  sheet?: boolean | undefined;
  /** The first column: it scrolls as a whole. */
  first?: boolean | undefined;
  onlyPhone?: boolean | undefined;
  children: ComponentChildren;
}

export function Pane({ number, label, sheet, first, onlyPhone, children }: PaneProps) {
  return (
    <section
      class={classes(
        "pane",
        sheet && "pane-sheet",
        first && "pane-first pane-scroll",
        first && !sheet && "pane-pad",
        onlyPhone && "only-phone-pane",
      )}
      data-pane={number}
      tabIndex={first ? 0 : undefined}
      aria-label={label}
    >
      {children}
    </section>
  );
}

/** What the pane is, how much is in it, how it is sorted. */
export const PaneHead = ({
  title,
  note,
  children,
}: {
  title: string;
  note?: ComponentChildren;
  children?: ComponentChildren;
}) => (
  <div class="pane-head">
    <h2>{title}</h2>
    {note && <span class="meta">{note}</span>}
    <span class="push" />
    {children}
  </div>
);
