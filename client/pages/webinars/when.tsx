/** When it is: in the reader's zone, and in the webinar's own where that is another. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { createFormats } from "../../../shared/formats.ts";
import { useLanguage } from "../../language/language.ts";
import { useNow } from "./use-now.ts";

type Timed = Pick<WebinarView, "startsAt" | "endsAt" | "timeZone">;

/** A zone by its place: `Europe/Brussels` is Brussels. */
const placeOf = (zone: string): string => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;

export function When({ webinar: { startsAt, endsAt, timeZone } }: { webinar: Timed }) {
  const { t, tag, span, timeZone: own } = useLanguage();
  const there = createFormats(tag, timeZone);
  const same = there.span(startsAt, endsAt) === span(startsAt, endsAt);
  return (
    <>
      <b class="num">{span(startsAt, endsAt)}</b>{" "}
      <span>{same ? placeOf(timeZone) : t("webinar.yourTime", { place: placeOf(own) })}</span>
      {!same && (
        <>
          <br />
          <span class="meta">
            <span class="num">{there.span(startsAt, endsAt)}</span> <span>{placeOf(timeZone)}</span>
          </span>
        </>
      )}
    </>
  );
}

/** How long until then, in words; nothing once it is there. */
export function Countdown({ to }: { to: string }) {
  const { t } = useLanguage();
  const now = useNow(15_000);
  const minutes = Math.ceil((Date.parse(to) - now) / 60_000);
  if (minutes <= 0) return null;
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const time =
    days > 0
      ? `${t("common.days", { count: days })}${hours > 0 ? ` ${t("common.hours", { count: hours })}` : ""}`
      : hours > 0
        ? `${t("common.hours", { count: hours })} ${t("common.minutes", { count: minutes % 60 })}`
        : t("common.minutes", { count: minutes });
  return <span class="num">{t("home.in", { time })}</span>;
}
