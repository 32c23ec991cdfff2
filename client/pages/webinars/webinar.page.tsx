/** `/webinars/:webinarId`: before the hour its announcement, in the hour the room, afterwards the record. */
import { useState } from "preact/hooks";
import { LinkButton } from "../../elements/button.tsx";
import { Banner } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { Shell } from "../../shell.tsx";
import { AfterWebinar } from "./after/after-webinar.tsx";
import { BeforeWebinar } from "./before/before-webinar.tsx";
import { AttendeeRoom } from "./room/attendee-room.tsx";

const needs = ({ params }: At) => ({
  room: need("webinars.readRoom", { webinarId: params["webinarId"] ?? "", desk: "room" }),
});

export default definePage({ needs, room: true, title: ({ room }) => room.webinar.title, View: WebinarPage });

function WebinarPage({ answers: { room } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { state, id } = room.webinar;
  // Which of the three it is does not change under one's hands: the page says that the hour began, and one goes.
  const [phase] = useState(
    state === "scheduled" ? "before" : state === "closed" || state === "cancelled" ? "after" : "room",
  );
  if (phase === "room") return <AttendeeRoom key={id} came={room} />;
  return (
    <Shell>
      {phase === "after" ? (
        <AfterWebinar room={room} />
      ) : (
        <BeforeWebinar
          key={id}
          came={room}
          begun={
            <Banner
              state="unread"
              action={
                <LinkButton small kind="primary" href={`/webinars/${id}`} rel="external">
                  {t("home.enter")}
                </LinkButton>
              }
            >
              {t("webinar.hasBegun")}
            </Banner>
          }
        />
      )}
    </Shell>
  );
}
