/** What those are told whose questions were carried: askers and assignees each of theirs, voters once a webinar. */

import { followThreadFor } from "../../forum/index.ts";
import { notify } from "../../notifications/index.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { Votes } from "../votes/vote.model.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { faults } from "./faults.ts";
import { together } from "./together.ts";

/** The asker, and the panellist it was meant for; nobody is named as the one who asked. */
export async function tellCarried(question: Question): Promise<void> {
  if (question.state !== "carried" || !question.threadAt) return;
  const webinar = await Webinars.findById(question.webinarId).lean<Webinar>();
  if (!webinar) return;
  const about = {
    subjectId: question._id,
    actorId: null,
    title: webinar.title,
    excerpt: question.text,
    language: question.language,
    // What waits for triage is not there for its asker either; the room says how it stands.
    link: question.held ? `/webinars/${webinar._id}` : `/threads/${question.threadId}`,
  };
  await notify({ kind: "question-carried", personId: question.askerId, ...about });
  await faults.at("asker-told");
  // Nor for its assignee, who hears of it when triage lets it through.
  if (!question.held && question.assigneeId !== null && question.assigneeId !== question.askerId)
    await notify({ kind: "carried-for-you", personId: question.assigneeId, ...about });
}

/** Whoever voted follows the threads, and is told once; not who was told as asker or assignee. */
export async function tellVoters(webinar: Webinar): Promise<void> {
  const carried = await Questions.find(
    { webinarId: webinar._id, state: "carried" },
    { askerId: 1, assigneeId: 1, threadId: 1 },
  ).lean<Pick<Question, "_id" | "askerId" | "assigneeId" | "threadId">[]>();
  const told = new Set(carried.flatMap(({ askerId, assigneeId }) => [askerId, assigneeId]));
  const voted = new Map<string, number>();
  await together(carried, async ({ _id, threadId }) => {
    const voters = (await Votes.find({ questionId: _id }, { personId: 1 }).lean()).map(({ personId }) => personId);
    if (threadId) await followThreadFor(threadId, voters);
    for (const voter of voters) voted.set(voter, (voted.get(voter) ?? 0) + 1);
  });
  await together(voted, async ([personId, count]) => {
    if (told.has(personId)) return;
    await notify({
      kind: "carried-voted",
      subjectId: webinar._id,
      personId,
      actorId: null,
      title: webinar.title,
      excerpt: "",
      language: webinar.language,
      link: `/webinars/${webinar._id}`,
      count,
    });
  });
  await faults.at("voters-told");
}
