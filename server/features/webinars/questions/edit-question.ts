import type { MyQuestionView, webinars } from "../../../../shared/contracts/webinars.ts";
import type { Given } from "../../../../shared/operation.ts";
import { now } from "../../../platform/clock.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableQuestion } from "../find-webinar.ts";
import { Votes } from "../votes/vote.model.ts";
import { questionShownIn } from "../webinars.streams.ts";
import { editableUntil } from "./editable.ts";
import { movedOn, movedOnSince } from "./move-question.ts";
import { type Question, Questions } from "./question.model.ts";
import { viewMyQuestion } from "./question.views.ts";

/**
 * Changes the text of one's own question: until it is approved, or in its first five minutes in the queue while nobody has voted
 * for it or been given it.
 */
export async function editQuestion(
  person: Person,
  input: Given<typeof webinars.editQuestion>,
): Promise<MyQuestionView> {
  const earlier = await changedBefore(Questions, person, input.questionId, input.changeId);
  if (earlier) return viewMyQuestion(earlier);

  const { question } = await readableQuestion(person, input.questionId);
  if (question.askerId !== person.id) throw new Problem("not-allowed");
  await refuseLate(question);

  const edited = await change(
    Questions,
    { _id: question._id, state: question.state, text: question.text, assigneeId: question.assigneeId },
    { $set: { text: input.text, lastById: null } },
    { person, pending: ["tell"], shownIn: questionShownIn(question) },
  );
  if (!edited) throw await movedOnSince(question._id);
  // A vote that came in between was for the former text: that is put back before anybody is told that the new one stands.
  if (edited.state === "queued" && (await Votes.exists({ questionId: edited._id }))) {
    await change(
      Questions,
      { _id: edited._id, text: input.text },
      { $set: { text: question.text } },
      { person, pending: ["tell"], shownIn: [] },
    );
    throw new Problem("too-late", { votes: true });
  }
  // Only now it is made: what was put back must not count as done when it is sent again.
  const made = await change(
    Questions,
    { _id: edited._id, text: input.text },
    {},
    { person, changeId: input.changeId, pending: ["tell"] },
  );
  return viewMyQuestion(made ?? edited);
}

async function refuseLate(question: Question): Promise<void> {
  if (question.state === "asked") return;
  if (question.state !== "queued") throw await movedOn(question);
  const until = editableUntil(question);
  if (!until || until <= now() || (await Votes.exists({ questionId: question._id })))
    throw new Problem("too-late", { until: until?.toISOString() ?? null });
}
