/** The head of every live page: where one is, the hour as a line, the time left; below it what has to be said of the line and the state. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { TextLink } from "../../elements/button.tsx";
import { Banner, LineBanner } from "../../elements/notice.tsx";
import { Clock, LiveBar } from "../../elements/room/live-page.tsx";
import { HourRuler } from "../../elements/ruler.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { connection, type LineState } from "../../live/socket.ts";
import { marksOf } from "./question-order.ts";
import type { Hour } from "./use-hour.ts";
import { useNow } from "./use-now.ts";
import { homeOf } from "./webinar-links.ts";

interface HourBarProps {
  hour: Hour;
  /** Which desk it is; absent in the room. */
  place?: string | undefined;
  brand?: ComponentChildren;
  skip: string;
  /** The clock shows the time that it is, and what is left below. */
  exact?: boolean | undefined;
  children?: ComponentChildren;
}

export function HourBar({ hour, place, brand, skip, exact, children }: HourBarProps) {
  const { t } = useLanguage();
  const { webinar } = hour;
  const home = homeOf(webinar);
  return (
    <LiveBar
      title={webinar.title}
      above={
        place ? (
          place
        ) : (
          <a href={home} lang={webinar.language}>
            <bdi>{webinar.dialogue?.title ?? webinar.section.title}</bdi>
          </a>
        )
      }
      back={
        brand
          ? undefined
          : { href: place ? `/webinars/${webinar.id}` : home, label: t(place ? "webinar.backToRoom" : "webinar.back") }
      }
      brand={brand}
      skip={skip}
      hour={<RunningHour hour={hour} />}
      clock={<TimeLeft hour={hour} exact={exact} />}
    >
      {children}
    </LiveBar>
  );
}

function RunningHour({ hour: { webinar, questions } }: { hour: Hour }) {
  const now = useNow(15_000);
  return (
    <HourRuler
      from={Date.parse(webinar.startsAt)}
      to={Date.parse(webinar.endsAt)}
      now={now}
      marks={marksOf(questions)}
    />
  );
}

function TimeLeft({ hour: { webinar }, exact }: { hour: Hour; exact?: boolean | undefined }) {
  const { t, rich, time, duration } = useLanguage();
  const now = useNow();
  const live = webinar.state === "open" || webinar.state === "paused";
  const from = Date.parse(webinar.startsAt);
  const ahead = webinar.state === "scheduled" && now < from;
  const left = Math.round(((ahead ? from : Date.parse(webinar.endsAt)) - now) / 1000);
  const words = ahead ? "webinar.untilStart" : left >= 0 ? "webinar.left" : "webinar.over";
  const clock =
    ahead && left > 86_400 ? t("common.days", { count: Math.floor(left / 86_400) }) : duration(Math.abs(left));
  const over = webinar.state === "closed" || webinar.state === "cancelled";
  if (exact && !over)
    return <Clock time={time(now, "seconds")} note={rich(`${words}Of`, { time: <span class="num">{clock}</span> })} />;
  if (over || webinar.state === "closing")
    return (
      <Clock time={time(webinar.closedAt ?? webinar.endsAt, "clock")} note={t(`webinar.state.${webinar.state}`)} />
    );
  return <Clock time={clock} note={t(words)} live={live} />;
}

/** How the line to the server is; nothing while all is well. */
export function LiveLine() {
  const { me } = useHouse();
  const { t } = useLanguage();
  const [state, setState] = useState<LineState>("connecting");
  useEffect(() => connection().state.subscribe(setState), []);
  return (
    <div class="line-place">
      <LineBanner line={state === "reconnecting" || state === "caught-up" ? state : null} />
      {state === "signed-out" && me.person && (
        <Banner state="unread" action={<TextLink href="/sign-in">{t("bar.signIn")}</TextLink>}>
          {t("line.signedOut")}
        </Banner>
      )}
    </div>
  );
}
