/** `/webinars/:webinarId/panel`: for its panellists and moderators; everybody else is led to the room. */
import { type Answers, type At, definePage, need } from "../../page.ts";
import { PanelDesk } from "./panel/panel-desk.tsx";
import { webinarPath } from "./webinar-links.ts";

const needs = ({ params }: At) => ({
  room: need("webinars.readRoom", { webinarId: params["webinarId"] ?? "", desk: "panel" }),
});

export default definePage({
  needs,
  room: true,
  title: ({ room }, { t }) => `${t("webinar.panelDesk")} · ${room.webinar.title}`,
  moved: ({ room }) => (room.desk === "room" ? webinarPath(room.webinar.id) : null),
  View: Panel,
});

function Panel({ answers: { room } }: { answers: Answers<ReturnType<typeof needs>> }) {
  return <PanelDesk key={room.webinar.id} came={room} />;
}
