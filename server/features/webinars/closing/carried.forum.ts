/** What the forum asks of carried questions, by the hook that it offers to whoever stands above. */
import type { CarriedQuestionView } from "../../../../shared/contracts/webinars.ts";
import { change } from "../../../platform/outbox/index.ts";
import { isSignedIn, type Person, system } from "../../../platform/person.ts";
import { hideCarriedThread, registerCarried } from "../../forum/index.ts";
import { findPeople, personIn } from "../../members/index.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { viewAsker } from "../questions/question.views.ts";
import { supportOfMany } from "../votes/support.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { isPanellist } from "../webinars.policy.ts";
import { questionShownIn } from "../webinars.streams.ts";

/** Number 1 of their threads: read from the question itself, so that it is always what the question says. */
async function read(questionIds: string[]): Promise<Map<string, CarriedQuestionView>> {
  const questions = await Questions.find({ _id: { $in: questionIds }, threadId: { $ne: null } }).lean<Question[]>();
  const webinarIds = [...new Set(questions.map(({ webinarId }) => webinarId))];
  const [people, support, webinars] = await Promise.all([
    findPeople(questions.flatMap(({ askerId, assigneeId }) => (assigneeId ? [askerId, assigneeId] : [askerId]))),
    supportOfMany(questions),
    Webinars.find({ _id: { $in: webinarIds } }, { title: 1, closedAt: 1 }).lean<
      Pick<Webinar, "_id" | "title" | "closedAt">[]
    >(),
  ]);
  const byId = new Map(webinars.map((webinar) => [webinar._id, webinar]));
  return new Map(
    questions.map((question) => [
      question._id,
      {
        questionId: question._id,
        text: question.text,
        language: question.language,
        asker: viewAsker(question, people, "elsewhere"),
        votes: support.get(question._id) ?? 0,
        state: question.state,
        meantFor: question.assigneeId ? personIn(people, question.assigneeId) : null,
        answeredInForum: question.answeredInForum,
        webinar: {
          id: question.webinarId,
          title: byId.get(question.webinarId)?.title ?? "",
          closedAt: byId.get(question.webinarId)?.closedAt?.toISOString() ?? null,
        },
        carriedAt: (question.carriedAt ?? question.createdAt).toISOString(),
      },
    ]),
  );
}

async function find(questionId: string): Promise<{ question: Question; webinar: Webinar } | null> {
  const question = await Questions.findById(questionId).lean<Question>();
  const webinar = question && (await Webinars.findById(question.webinarId).lean<Webinar>());
  return question && webinar ? { question, webinar } : null;
}

const isAsker = async (person: Person, questionId: string): Promise<boolean> =>
  isSignedIn(person) && (await Questions.exists({ _id: questionId, askerId: person.id })) !== null;

async function mayAnswer(person: Person, questionId: string): Promise<boolean> {
  const found = await find(questionId);
  return (
    found !== null &&
    (isPanellist(person, found.webinar) || (isSignedIn(person) && found.question.askerId === person.id))
  );
}

async function answered(questionId: string, { postId }: { postId: string | null }): Promise<void> {
  for (;;) {
    const question = await Questions.findById(questionId).lean<Question>();
    if (question?.state !== "carried" || question.answerPostId === postId) return;
    const settled = await change(
      Questions,
      { _id: questionId, state: "carried", answerPostId: question.answerPostId },
      { $set: { answeredInForum: postId !== null, answerPostId: postId } },
      {
        person: system,
        pending: ["tell", "retell", ...(postId === null ? [] : ["answered-in-forum"])],
        shownIn: questionShownIn(question),
      },
    );
    if (settled) return;
  }
}

/** Triage let it through: its asker is told, and the room sees where it went. */
async function opened(questionId: string): Promise<void> {
  const question = await Questions.findById(questionId).lean<Question>();
  if (!question) return;
  // Declined in the same moment: the thread goes again.
  if (question.state === "declined" && question.threadId) return void (await hideCarriedThread(question.threadId));
  await change(
    Questions,
    { _id: questionId, state: "carried", held: true },
    { $set: { held: false } },
    {
      person: system,
      pending: ["tell", "approved", "carried"],
      shownIn: questionShownIn({ ...question, held: false }),
    },
  );
}

registerCarried({
  read,
  mayAnswer,
  isAsker,
  isPanellist: async (personId, questionId) => {
    const found = await find(questionId);
    return found?.webinar.panellistIds.includes(personId) ?? false;
  },
  answered,
  askersOf: async (questionId) => {
    const question = await Questions.findById(questionId).lean<Question>();
    if (!question) return [];
    const sources = await Questions.find({ _id: { $in: question.sources } }, { askerId: 1 }).lean();
    return [...new Set([question.askerId, ...sources.map(({ askerId }) => askerId)])];
  },
  opened,
});
