/** What moderators decided about questions and chat lines, for the record; an anonymous asker stands nowhere in it. */
import { eachDecision } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { readPerson } from "../../members/index.ts";
import { recordDecision } from "../../moderation/index.ts";
import type { ChatLine } from "../chat/chat-line.model.ts";
import { type Decision, type Question, Questions } from "../questions/question.model.ts";
import { questionLink } from "../questions/question.notices.ts";
import { Webinars } from "../webinar.model.ts";

/** Declines, in the hour or in triage. The asker is told of one as of the outcome of the question. */
export const recordDeclines = (question: Question): Promise<void> =>
  eachDecision<Decision, Question>(Questions, question, async ({ kind, byId, changeId, reason }) =>
    recordDecision({
      kind,
      by: (await readPerson(byId)) ?? system,
      aboutId: question.anonymous ? null : question.askerId,
      subjectId: question._id,
      changeId,
      reason,
      excerpt: question.text,
      language: question.language,
      link: questionLink(question),
    }),
  );

export async function recordRemoval(line: ChatLine): Promise<void> {
  if (!line.removed || !line.removedById || !line.removedBy) return;
  const webinar = await Webinars.findById(line.webinarId, { title: 1 }).lean();
  await recordDecision({
    kind: "remove-chat-line",
    by: (await readPerson(line.removedById)) ?? system,
    aboutId: line.authorId,
    subjectId: line._id,
    changeId: line.removedBy,
    reason: line.reason,
    title: webinar?.title ?? "",
    excerpt: line.text,
    language: line.language,
    link: `/webinars/${line.webinarId}`,
  });
}
