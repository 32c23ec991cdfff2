/** What an asker or a panellist is told of a question in the hour; who asked is named to nobody. */
import type { NotificationView } from "../../../../shared/contracts/notifications.ts";
import { notify } from "../../notifications/index.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { isVisible } from "../webinars.policy.ts";
import type { Question } from "./question.model.ts";

/** Where a question is seen: the room, at its place. */
export const questionLink = ({ webinarId, _id }: Pick<Question, "_id" | "webinarId">): string =>
  `/webinars/${webinarId}#question-${_id}`;

interface Said {
  kind: NotificationView["kind"];
  personId: string;
  subjectId?: string;
  actorId?: string | null;
  reason?: string | null;
  link?: string;
}

async function tell(
  question: Question,
  { kind, personId, subjectId = question._id, actorId = null, reason = null, link }: Said,
): Promise<void> {
  const webinar = await Webinars.findById(question.webinarId, { title: 1 }).lean<Pick<Webinar, "title">>();
  await notify({
    kind,
    subjectId,
    personId,
    actorId,
    title: webinar?.title ?? "",
    excerpt: question.text,
    language: question.language,
    link: link ?? questionLink(question),
    reason,
  });
}

export const tellApproved = (question: Question): Promise<void> =>
  tell(question, {
    kind: "question-approved",
    personId: question.askerId,
    // After the close it was triage that let it through, into the forum.
    ...(question.state === "carried" ? { link: `/threads/${question.threadId}` } : {}),
  });

/** Of what nobody has approved yet the panel hears nothing; its approval tells then. */
export async function tellAssigned(question: Question): Promise<void> {
  if (question.assigneeId === null || !isVisible(question, "panel")) return;
  await tell(question, {
    kind: "assigned",
    personId: question.assigneeId,
    // Who took it up in the same moment must hear of it all the same.
    actorId: question.lastById === question.assigneeId ? null : question.lastById,
    link: `/webinars/${question.webinarId}/panel`,
  });
}

/** Each answer once, a further one too. */
export async function tellAnswered(question: Question): Promise<void> {
  for (const { id, byId } of question.answers) {
    if (byId !== question.askerId)
      await tell(question, { kind: "question-answered", personId: question.askerId, subjectId: id, actorId: byId });
  }
}

export async function tellDeclined(question: Question): Promise<void> {
  if (question.state !== "declined") return;
  // Declined anew after it was taken back, it is another decision with a reason of its own.
  const subjectId = question.decidedBy ?? question._id;
  const { askerId: personId, declineReason: reason } = question;
  await tell(question, { kind: "question-declined", personId, subjectId, reason });
}

export async function tellAnsweredInForum(question: Question): Promise<void> {
  if (!question.answeredInForum) return;
  await tell(question, {
    kind: "answered-in-forum",
    personId: question.askerId,
    link: question.answerPostId ? `/posts/${question.answerPostId}` : `/threads/${question.threadId}`,
  });
}
