/** `/webinars/:webinarId/desk`: for who moderates it; everybody else is led to the room. */
import { type Answers, type At, definePage, need } from "../../page.ts";
import { ModeratorDesk } from "./desk/moderator-desk.tsx";
import { webinarPath } from "./webinar-links.ts";

const needs = ({ params }: At) => ({
  room: need("webinars.readRoom", { webinarId: params["webinarId"] ?? "", desk: "desk" }),
});

export default definePage({
  needs,
  room: true,
  title: ({ room }, { t }) => `${t("desk.title")} · ${room.webinar.title}`,
  moved: ({ room }) => (room.desk === "desk" ? null : webinarPath(room.webinar.id)),
  View: Desk,
});

function Desk({ answers: { room } }: { answers: Answers<ReturnType<typeof needs>> }) {
  return <ModeratorDesk key={room.webinar.id} came={room} />;
}
