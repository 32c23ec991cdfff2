/** The questions of the room. The list stands still: new ones are announced, and shown when one asks for it. */
import { useEffect, useState } from "preact/hooks";
import { ActionLink } from "../../../elements/button.tsx";
import { Icon } from "../../../elements/icon.tsx";
import { PaneHead } from "../../../elements/room/live-page.tsx";
import { QuestionList } from "../../../elements/room/question.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useHouse } from "../../../house.ts";
import { useLanguage } from "../../../language/language.ts";
import { hasText } from "../answers.tsx";
import { inOrder, type Order, placesOf } from "../question-order.ts";
import type { Hour } from "../use-hour.ts";
import { useSteadyOrder } from "../use-steady-order.ts";
import { herePath } from "../webinar-links.ts";
import { RoomQuestion } from "./room-question.tsx";

export function RoomQueue({ hour, refused }: { hour: Hour; refused: (thrown: unknown) => void }) {
  const { t } = useLanguage();
  const { at } = useHouse();
  const { questions, mine, tally } = hour;
  const [order, setOrder] = useState<Order>(at.query["order"] === "newest" ? "newest" : "votes");
  const shared = new Map(questions.map((question) => [question.id, question]));
  const own = new Map(mine.map((question) => [question.id, question]));
  // One's own that nobody has approved yet stand among the others; only their asker sees them here.
  const waiting = mine.filter(({ id, state }) => state === "asked" && !shared.has(id));
  const open = questions.filter(({ state }) => state === "queued");
  // What can be read comes below what is still to be answered.
  const readable = questions.filter((question) => question.state === "answered" && hasText(question));
  const sorted = inOrder(order, tally);
  const wanted = [...[...open, ...waiting].sort(sorted), ...readable.sort(sorted)].map(({ id }) => id);
  const steady = useSteadyOrder(wanted, { own: new Set(own.keys()), key: order });
  const places = placesOf(questions, tally);
  const other: Order = order === "votes" ? "newest" : "votes";
  const shown = steady.ids.filter((id) => shared.has(id) || own.has(id));

  return (
    <>
      <PaneHead title={t("webinar.questions")} note={t("webinar.openCount", { count: open.length })}>
        <ActionLink
          href={herePath(at, { order: other === "newest" ? other : undefined })}
          onClick={(event) => {
            event.preventDefault();
            setOrder(other);
          }}
        >
          <span class="visually-hidden">{t("webinar.orderedBy")} </span>
          {t(`webinar.by.${order}`)}
          <Icon name="down" />
        </ActionLink>
      </PaneHead>
      <Announced count={steady.fresh} />
      <QuestionList label={t("webinar.questions")} fresh={steady.fresh} onFresh={steady.renew}>
        {shown.map((id) => (
          <RoomQuestion
            key={id}
            hour={hour}
            question={shared.get(id)}
            mine={own.get(id)}
            place={places.get(id)}
            refused={refused}
          />
        ))}
        {shown.length === 0 && (
          <li>
            <Empty title={t("webinar.noQuestions")}>
              {t(hour.may.ask ? "webinar.beFirst" : "webinar.noQuestionsYet")}
            </Empty>
          </li>
        )}
      </QuestionList>
    </>
  );
}

/** Said politely, several at once: not each question as it comes. */
export function Announced({ count }: { count: number }) {
  const { t } = useLanguage();
  const [said, setSaid] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(count), 4000);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <p class="visually-hidden" role="status">
      {said > 0 && said === count ? t("room.newQuestions", { count }) : ""}
    </p>
  );
}
