/** Time drawn: the hour, the weeks, the years. Attributes of an SVG alone, mirrored for right-to-left. */
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import type { QuestionState } from "./icon.tsx";

/** Places are shares of the whole, 0 to 100. */
export interface RulerMark {
  at: number;
  state: QuestionState | "held" | "to-come";
  text?: string | undefined;
}
export interface RulerBar {
  at: number;
  width: number;
  /** In pixels; the ruler's `height` is the most. */
  height: number;
  kind?: "now" | "ink" | "empty" | undefined;
}
export interface RulerCaption {
  at: number;
  text: string;
  strong?: boolean | undefined;
}
export interface RulerProps {
  /** What the drawing says, in words. */
  label: string;
  past?: number | undefined;
  ticks?: number | undefined;
  /** Every how many ticks one is long. */
  long?: number | undefined;
  marks?: readonly RulerMark[] | undefined;
  bars?: readonly RulerBar[] | undefined;
  captions?: readonly RulerCaption[] | undefined;
  height?: number | undefined;
}

export function Ruler({
  label,
  past,
  ticks = 12,
  long = 3,
  marks = [],
  bars = [],
  captions = [],
  height = 14,
}: RulerProps) {
  const mirrored = useLanguage().direction === "rtl";
  const base = height + 8;
  const share = (value: number) => `${value.toFixed(2)}%`;
  const place = (value: number) => share(mirrored ? 100 - value : value);
  const anchor = (at: number) => (at === 0 ? "start" : at === 100 ? "end" : "middle");
  const tickPlaces = ticks > 0 ? Array.from({ length: ticks + 1 }, (_, tick) => tick) : [0];
  return (
    <svg class="ruler" height={base + 22} role="img" aria-label={label}>
      {bars.map((bar) => (
        <rect
          class={classes("ruler-bar", bar.kind && `is-${bar.kind}`)}
          x={share(mirrored ? 100 - bar.at - bar.width : bar.at)}
          y={base - bar.height}
          width={share(bar.width)}
          height={bar.height}
        />
      ))}
      <line class="ruler-base" x1="0" x2="100%" y1={base} y2={base} />
      {tickPlaces.map((tick) => {
        const at = place(ticks > 0 ? (100 * tick) / ticks : 0);
        return <line class="ruler-tick" x1={at} x2={at} y1={base - (tick % long ? 5 : 10)} y2={base} />;
      })}
      {past !== undefined && (
        <>
          <line class="ruler-past" x1={place(0)} x2={place(past)} y1={base} y2={base} />
          <line class="ruler-now" x1={place(past)} x2={place(past)} y1={Math.max(2, base - height + 2)} y2={base + 1} />
        </>
      )}
      {marks.map(({ at, state, text }) => (
        <>
          {(text || state === "held") && <line class="ruler-stem" x1={place(at)} x2={place(at)} y1="6" y2={base} />}
          <circle
            class={classes("ruler-mark", state === "to-come" && "is-to-come")}
            data-state={state}
            cx={place(at)}
            cy="6"
            r={state === "onair" ? 5 : 4}
          />
          {text && (
            <text class="ruler-text is-strong" x={place(at)} dx={mirrored ? -10 : 10} y="10">
              {text}
            </text>
          )}
        </>
      ))}
      {captions.map(({ at, text, strong }) => (
        <text class={classes("ruler-text", strong && "is-strong")} x={place(at)} y={base + 17} text-anchor={anchor(at)}>
          {text}
        </text>
      ))}
    </svg>
  );
}

export interface HourProps {
  from: number;
  to: number;
  now: number;
  marks: readonly { at: number; state: QuestionState }[];
}

/** The hour of a webinar: what is gone, what was answered when, quarter by quarter. Moments in milliseconds. */
export function HourRuler({ from, to, now, marks }: HourProps) {
  const { t, time } = useLanguage();
  const length = Math.max(1, to - from);
  const placeOf = (at: number) => Math.min(100, Math.max(0, (100 * (at - from)) / length));
  const minutes = (span: number) => Math.max(0, Math.round(span / 60_000));
  const label = t("room.hour", {
    gone: minutes(Math.min(now, to) - from),
    left: minutes(to - now),
    answered: marks.filter((mark) => mark.state === "answered").length,
  });
  return (
    <Ruler
      label={label}
      past={placeOf(now)}
      ticks={12}
      long={3}
      height={16}
      marks={marks.map(({ at, state }) => ({ at: placeOf(at), state }))}
      captions={[0, 50, 100].map((at) => ({ at, text: time(from + (length * at) / 100, "clock") }))}
    />
  );
}
