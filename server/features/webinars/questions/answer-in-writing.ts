import type { QuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import type { Person } from "../../../platform/person.ts";
import { guessLanguage, renderMarkdown } from "../../forum/index.ts";
import { asFound, refuseClaimed, unclaimed } from "./claim-answer.ts";
import { moveQuestion } from "./move-question.ts";
import type { Answer } from "./question.model.ts";

/** Answers in writing, to all or to the asker alone; beside an answer that is there already as a further one. */
export const answerInWriting = (
  person: Person,
  { body, toAskerOnly, further, ...input }: Given<typeof webinars.answerInWriting>,
): Promise<QuestionView> =>
  moveQuestion(person, further ? "addAnswer" : "answerInWriting", input, async (question) => {
    if (question.state !== "answered") await refuseClaimed(person, question);
    const answer: Answer = {
      id: input.changeId,
      kind: "written",
      byId: person.id,
      at: now(),
      second: null,
      toAskerOnly,
      body,
      html: renderMarkdown(body),
      language: await guessLanguage(person, body),
    };
    const claim = question.state === "answered" ? {} : asFound(question);
    return { set: { ...unclaimed, ready: false }, push: { answers: answer }, when: claim, follow: ["answered"] };
  });
