/** `/webinars/:webinarId`: before the hour its announcement, in the hour the room, afterwards the record. */
import { useEffect, useState } from "preact/hooks";
import type { WebinarState } from "../../../shared/contracts/webinars.ts";
import { LinkButton } from "../../elements/button.tsx";
import { Banner } from "../../elements/notice.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { Shell } from "../../shell.tsx";
import { AfterWebinar } from "./after/after-webinar.tsx";
import { BeforeWebinar } from "./before/before-webinar.tsx";
import { AttendeeRoom } from "./room/attendee-room.tsx";
import { webinarPath } from "./webinar-links.ts";

const needs = ({ params }: At) => ({
  room: need("webinars.readRoom", { webinarId: params["webinarId"] ?? "", desk: "room" }),
});

export default definePage({ needs, room: true, title: ({ room }) => room.webinar.title, View: WebinarPage });

type Phase = "before" | "room" | "after";
const phaseOf = (state: WebinarState): Phase =>
  state === "scheduled" ? "before" : state === "closed" || state === "cancelled" ? "after" : "room";

function WebinarPage({ answers: { room } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { refresh } = useHouse();
  const { state, id } = room.webinar;
  // Which of the three it is does not change under one's hands: the page says that it has, and one goes.
  const [phase, setPhase] = useState<Phase>(phaseOf(state));
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (moves === 0) return;
    setPhase(phaseOf(state));
    scrollTo(0, 0);
  }, [moves]);
  const moveOn = async (event: Event) => {
    event.preventDefault();
    await refresh();
    setMoves((before) => before + 1);
  };
  if (phase === "room") return <AttendeeRoom key={id} came={room} onRecord={(event) => void moveOn(event)} />;
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
                <LinkButton small kind="primary" href={webinarPath(id)} onClick={(event) => void moveOn(event)}>
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
