/** Carried threads that nobody has replied to: one folded row for each webinar, by votes. */
import type { SectionPage } from "../../../../shared/contracts/forum.ts";
import type { Person } from "../../../platform/person.ts";
import { viewThreads } from "../forum.views.ts";
import type { Section } from "../sections/section.model.ts";
import { ownRuleOf } from "../threads/list-latest.ts";
import { type Thread, Threads } from "../threads/thread.model.ts";
import { readCarried } from "./carried.hook.ts";

const mostFolded = 3000;
const mostShown = 100;

export async function foldCarried(
  person: Person,
  section: Section,
  language?: string,
): Promise<SectionPage["carried"]> {
  const folded = await Threads.find({
    sectionId: section._id,
    standing: "folded",
    readers: ownRuleOf(person),
    ...(language === undefined ? {} : { language }),
  })
    .sort({ lastPostAt: -1, _id: -1 })
    .limit(mostFolded)
    .select({ questionId: 1 })
    .lean<Pick<Thread, "_id" | "questionId">[]>();
  const questions = await readCarried(folded.flatMap(({ questionId }) => questionId ?? []));
  const known = folded.flatMap(({ _id, questionId }) => {
    const question = questions.get(questionId ?? "");
    return question ? [{ _id, question }] : [];
  });
  // The webinar carried from last comes first, as `folded` does.
  const groups = [...Map.groupBy(known, ({ question }) => question.webinar.id).values()];
  return Promise.all(
    groups.map(async (group) => {
      const byVotes = group.sort(
        (one, other) => other.question.votes - one.question.votes || (one._id < other._id ? -1 : 1),
      );
      const { id, title } = (group[0] as (typeof group)[number]).question.webinar;
      return {
        webinar: { id, title },
        total: group.length,
        threads: await viewInOrder(byVotes.slice(0, mostShown), section),
      };
    }),
  );
}

async function viewInOrder(some: { _id: string }[], section: Section) {
  const threads = await Threads.find({ _id: { $in: some.map(({ _id }) => _id) } }).lean<Thread[]>();
  const byId = new Map(threads.map((thread) => [thread._id, thread]));
  return viewThreads(
    some.flatMap(({ _id }) => byId.get(_id) ?? []),
    [section],
  );
}
