/** What else there is on the desk: pausing, the other views, what organisers change. */
import { newId } from "../../../../shared/ids.ts";
import { Menu } from "../../../elements/floating.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call } from "../../../live/call.ts";
import { useRole } from "../../../shell.tsx";
import type { Hour } from "../use-hour.ts";
import { webinarPath } from "../webinar-links.ts";

interface DeskMenuProps {
  hour: Hour;
  refused: (thrown: unknown) => void;
  onCancel: () => void;
}

export function DeskMenu({ hour, refused, onCancel }: DeskMenuProps) {
  const { t } = useLanguage();
  const has = useRole();
  const { webinar } = hour;
  const { id, state } = webinar;
  const live = state === "open" || state === "paused";
  const fold = (event: Event) => (event.currentTarget as Element).closest("details")?.removeAttribute("open");
  const pause = async (event: Event) => {
    fold(event);
    try {
      hour.putWebinar(
        await call("webinars.pauseWebinar", { webinarId: id, changeId: newId(), paused: state === "open" }),
      );
    } catch (thrown) {
      refused(thrown);
    }
  };
  return (
    <Menu label={t("desk.more")} look="icon-button">
      {live && hour.may.host && (
        <button type="button" onClick={(event) => void pause(event)}>
          {t(state === "open" ? "desk.pause" : "desk.resume")}
        </button>
      )}
      <a href={webinarPath(id)}>{t("webinar.toRoom")}</a>
      <a href={webinarPath(id, "panel")}>{t("webinar.toPanel")}</a>
      {has("organiser") && (live || state === "scheduled") && (
        <>
          <a href={webinarPath(id, "edit")}>{t("webinar.edit")}</a>
          <a href={webinarPath(id, "guests")}>{t("webinar.guests")}</a>
          <button
            type="button"
            onClick={(event) => {
              fold(event);
              onCancel();
            }}
          >
            {t("desk.cancel")}
          </button>
        </>
      )}
    </Menu>
  );
}
