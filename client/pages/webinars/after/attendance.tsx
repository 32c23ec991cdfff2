/** Who came and for how long; for the webinar's moderators and the organisers. */
import { useEffect, useState } from "preact/hooks";
import type { Reply } from "../../../../shared/contract.ts";
import { Figures } from "../../../elements/figures.tsx";
import { Section } from "../../../elements/layout.tsx";
import { Table } from "../../../elements/lists.tsx";
import { Problem } from "../../../elements/notice.tsx";
import { PersonName } from "../../../elements/person.tsx";
import { Numeral } from "../../../elements/text.tsx";
import { Empty, Skeleton } from "../../../elements/waiting.tsx";
import { useLanguage } from "../../../language/language.ts";
import { call } from "../../../live/call.ts";
import { useRefusalText } from "../use-toasts.ts";

export function Attendance({ webinarId }: { webinarId: string }) {
  const { t, number } = useLanguage();
  const wordsOf = useRefusalText();
  const [attendance, setAttendance] = useState<Reply<"webinars.readAttendance"> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    call("webinars.readAttendance", { webinarId }).then(setAttendance, (thrown) => setProblem(wordsOf(thrown)));
  }, [webinarId]);
  return (
    <Section title={t("webinar.attendance")} id="attendance">
      <p class="only-unscripted meta">{t("webinar.needsScript")}</p>
      {problem && <Problem title={problem} />}
      {!attendance && !problem && (
        <div class="needs-script">
          <Skeleton />
        </div>
      )}
      {attendance && (
        <>
          <Figures
            items={[
              { value: number(attendance.attendees), label: t("webinar.figure.came") },
              { value: `${number(attendance.engagement)} %`, label: t("webinar.figure.stayed") },
            ]}
          />
          {attendance.people.length === 0 ? (
            <Empty title={t("webinar.nobodyCame")} />
          ) : (
            <details class="folded space">
              <summary class="text-link">{t("webinar.whoCame")}</summary>
              <Table
                label={t("webinar.attendance")}
                columns={[
                  { label: t("webinar.name") },
                  { label: t("webinar.organisation"), extra: true },
                  { label: t("webinar.minutes"), number: true },
                ]}
                rows={attendance.people.map(({ person, minutes }) => [
                  <PersonName key="name" person={person} plain />,
                  <bdi key="organisation">{person.organisation}</bdi>,
                  <Numeral key="minutes" value={minutes} />,
                ])}
              />
            </details>
          )}
        </>
      )}
    </Section>
  );
}
