/** What the room must know of the hour's state: not begun, paused, closing, over. */
import { TextLink } from "../../../elements/button.tsx";
import { Banner } from "../../../elements/notice.tsx";
import { useLanguage } from "../../../language/language.ts";
import type { Hour } from "../use-hour.ts";
import { webinarPath } from "../webinar-links.ts";

interface StateBannerProps {
  hour: Hour;
  /** Where the record stands at this very address. */
  onRecord?: ((event: Event) => void) | undefined;
}

export function StateBanner({ hour: { webinar }, onRecord }: StateBannerProps) {
  const { t } = useLanguage();
  const { state, outcomes, id } = webinar;
  if (state === "open") return <div role="status" />;
  return (
    <div role="status">
      {state === "scheduled" && <Banner icon="clock">{t("webinar.notBegun")}</Banner>}
      {state === "paused" && <Banner icon="pause">{t("webinar.isPaused")}</Banner>}
      {state === "closing" && <Banner icon="clock">{t("webinar.isClosing")}</Banner>}
      {state === "cancelled" && <Banner icon="x">{t("webinar.isCancelled")}</Banner>}
      {state === "closed" && (
        <Banner
          state="carried"
          icon="exit"
          action={
            <TextLink href={webinarPath(id)} onClick={onRecord}>
              {t("webinar.seeRecord")}
            </TextLink>
          }
        >
          {t("webinar.isClosed", { count: outcomes?.carried ?? 0 })}
        </Banner>
      )}
    </div>
  );
}
