import type { MyQuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableQuestion } from "../find-webinar.ts";
import { questionShownIn } from "../webinars.streams.ts";
import { movedOn, movedOnSince } from "./move-question.ts";
import { Questions } from "./question.model.ts";
import { viewMyQuestion } from "./question.views.ts";

/** Takes one's own question back. One into which others were merged stays, without its asker's name. */
export async function withdrawQuestion(
  person: Person,
  input: Given<typeof webinars.withdrawQuestion>,
): Promise<MyQuestionView> {
  const earlier = await changedBefore(Questions, person, input.questionId, input.changeId);
  if (earlier) return viewMyQuestion(earlier);

  const { question } = await readableQuestion(person, input.questionId);
  if (question.askerId !== person.id) throw new Problem("not-allowed");
  if (question.state !== "asked" && question.state !== "queued") throw await movedOn(question);

  const alone = question.sources.length === 0;
  const withdrawn = await change(
    Questions,
    { _id: question._id, state: question.state, sources: question.sources },
    {
      $set: alone
        ? {
            state: "withdrawn",
            before: question.state,
            ready: false,
            claimById: null,
            claimUntil: null,
            lastById: null,
          }
        : { anonymous: true, moderatorsSee: false, lastById: null },
    },
    { person, changeId: input.changeId, pending: ["tell"], shownIn: questionShownIn(question) },
  );
  if (!withdrawn) throw await movedOnSince(question._id);
  return viewMyQuestion(withdrawn);
}
