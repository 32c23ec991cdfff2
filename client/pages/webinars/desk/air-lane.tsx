/** What is on air and for how long, what is being answered in writing, and the panel. */
import type { QuestionView } from "../../../../shared/contracts/webinars.ts";
import { People } from "../../../elements/person.tsx";
import { Lane, LaneFoot } from "../../../elements/room/desk.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useLanguage } from "../../../language/language.ts";
import { Since } from "../since.tsx";
import { useNow } from "../use-now.ts";
import { DeskCard } from "./desk-card.tsx";
import { useDesk } from "./desk-hands.ts";

export function AirLane({ onAir, writing }: { onAir: readonly QuestionView[]; writing: readonly QuestionView[] }) {
  const { t } = useLanguage();
  const since = onAir[0]?.onAirSince;
  return (
    <Lane
      number={4}
      state="onair"
      title={t("desk.lane.air")}
      count={onAir.length}
      note={since && <Since at={since} />}
      onAir
      foot={
        <>
          {writing.length > 0 && (
            <>
              <div class="lane-more">
                <p class="label">{t("desk.inWriting")}</p>
              </div>
              <ol>
                {writing.map((question) => (
                  <DeskCard key={question.id} question={question} lane="air" />
                ))}
              </ol>
            </>
          )}
          <PanelFoot />
        </>
      }
    >
      {onAir.map((question) => (
        <DeskCard key={question.id} question={question} lane="air" />
      ))}
      {onAir.length === 0 && (
        <li>
          <Empty title={t("desk.empty.air")}>{t("desk.nothingOnAir")}</Empty>
        </li>
      )}
    </Lane>
  );
}

/** Each panellist: here or not, what she or he does, how many were answered. */
function PanelFoot() {
  const { t } = useLanguage();
  const { hour } = useDesk();
  const { webinar, presence, questions, onAir } = hour;
  const now = useNow(5000);
  if (webinar.panellists.length === 0) return null;
  const people = webinar.panellists.map((person) => {
    const answers = questions.flatMap((question) => question.answers).filter(({ by }) => by.id === person.id);
    const aloud = answers.filter(({ kind }) => kind === "spoken").length;
    const here = person.id !== null && presence.desks.includes(person.id);
    const writes = questions.some(({ claim }) => claim?.by.id === person.id && Date.parse(claim.until) > now);
    const does =
      onAir && onAir.assignee?.id === person.id ? "speaking" : writes ? "writing" : here ? "here" : "notHere";
    const counts = [
      t(`webinar.${does}`),
      ...(aloud > 0 ? [t("webinar.aloudCount", { count: aloud })] : []),
      ...(answers.length > aloud ? [t("webinar.writtenCount", { count: answers.length - aloud })] : []),
    ];
    return { person, presence: here ? ("here" as const) : ("away" as const), note: counts.join(" · ") };
  });
  return (
    <LaneFoot title={t("webinar.panel")} people>
      <People people={people} strong />
    </LaneFoot>
  );
}
