/** One thing in the inbox, said in words by its kind. */
import type { NotificationView } from "../../../shared/contracts/notifications.ts";
import { PlainForm, TextButton } from "../../elements/button.tsx";
import { type QuestionState, StateRing } from "../../elements/icon.tsx";
import { NoteRow } from "../../elements/lists.tsx";
import { Avatar, useNameOf } from "../../elements/person.tsx";
import { Time } from "../../elements/text.tsx";
import { useLanguage } from "../../language/language.ts";

const rings: Partial<Record<NotificationView["kind"], QuestionState>> = {
  assigned: "queued",
  "question-answered": "answered",
  "question-declined": "declined",
  "question-approved": "queued",
  "question-carried": "carried",
  "carried-for-you": "carried",
  "carried-voted": "carried",
  "answered-in-forum": "answered",
};

interface NotificationRowProps {
  item: NotificationView;
  onRead: () => void;
  changeId: string;
}

export function NotificationRow({ item, onRead, changeId }: NotificationRowProps) {
  const { t, rich } = useLanguage();
  const nameOf = useNameOf();
  const { kind, actor, title, excerpt, language, link, reason, count, readAt, createdAt } = item;
  const ring = rings[kind];
  const about = (
    <a href={link} lang={language}>
      <bdi>{title}</bdi>
    </a>
  );
  return (
    <NoteRow
      time={<Time at={createdAt} kind="clock" />}
      title={
        <span>
          {rich(`inbox.kind.${kind}`, {
            name: <bdi>{actor ? nameOf(actor) : t("person.system")}</bdi>,
            count: count ?? 1,
          })}
        </span>
      }
      href={link}
      picture={actor && <Avatar person={actor} small />}
      unread={!readAt}
      excerpt={excerpt ? { text: excerpt, language } : undefined}
    >
      {title && (
        <p>
          {ring ? (
            <StateRing state={ring} wrap>
              {about}
            </StateRing>
          ) : (
            rich("inbox.in", { thread: about })
          )}
        </p>
      )}
      {reason && <p>{rich("forum.reasonWas", { reason: <bdi>{reason}</bdi> })}</p>}
      {!readAt && (
        <PlainForm
          operation="notifications.markRead"
          bare
          fields={{ changeId, id: item.id, _to: "/inbox" }}
          onSubmit={(event) => {
            event.preventDefault();
            onRead();
          }}
        >
          <TextButton type="submit">{t("inbox.markRead")}</TextButton>
        </PlainForm>
      )}
    </NoteRow>
  );
}
