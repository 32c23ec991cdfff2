/** Questions that were carried before anybody had approved them, as they wait in triage. */
import type { TriageView } from "../../../../shared/contracts/moderation.ts";
import { beyond } from "../../../database/paging.ts";
import type { Person } from "../../../platform/person.ts";
import { mayReadSections, sectionsById } from "../../forum/index.ts";
import { findPeople } from "../../members/index.ts";
import { registerTriage } from "../../moderation/index.ts";
import { type Question, Questions } from "../questions/question.model.ts";
import { viewAsker } from "../questions/question.views.ts";
import { supportOfMany } from "../votes/support.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";

const waiting = { state: "carried", held: true, threadAt: { $ne: null } } as const;

/** In the same order; null for what does not wait any more. */
export async function viewTriage(questions: Question[]): Promise<(TriageView | null)[]> {
  const webinars = await webinarsOf(questions);
  const [people, support, sections] = await Promise.all([
    findPeople(questions.map(({ askerId }) => askerId)),
    supportOfMany(questions),
    sectionsById([...new Set([...webinars.values()].map(({ sectionId }) => sectionId))]),
  ]);
  return questions.map((question) => {
    const webinar = webinars.get(question.webinarId);
    const section = webinar && sections.get(webinar.sectionId);
    if (!section || question.state !== "carried" || !question.held || !question.threadAt) return null;
    return {
      id: question._id,
      kind: "carried-question",
      title: webinar.title,
      text: question.text,
      language: question.language,
      author: viewAsker(question, people, "elsewhere"),
      section: { slug: section.slug, title: section.title },
      link: `/threads/${question.threadId}`,
      votes: support.get(question._id) ?? 0,
      createdAt: question.createdAt.toISOString(),
      version: question.version,
    };
  });
}

registerTriage({
  kind: "carried-question",
  async list(person, after, limit) {
    const rest = after && beyond("createdAt", { at: after.createdAt, id: after.id }, 1);
    const questions = await Questions.find({ ...waiting, ...rest })
      .sort({ createdAt: 1, _id: 1 })
      .limit(limit)
      .lean<Question[]>();
    const views = await viewTriage(await readable(person, questions));
    return views.filter((view) => view !== null);
  },
});

async function readable(person: Person, questions: Question[]): Promise<Question[]> {
  const webinars = await webinarsOf(questions);
  const sections = await mayReadSections(person, [
    ...new Set([...webinars.values()].map(({ sectionId }) => sectionId)),
  ]);
  return questions.filter(({ webinarId }) => sections.has(webinars.get(webinarId)?.sectionId ?? ""));
}

async function webinarsOf(questions: Question[]): Promise<Map<string, Webinar>> {
  const ids = [...new Set(questions.map(({ webinarId }) => webinarId))];
  const webinars = await Webinars.find({ _id: { $in: ids } }).lean<Webinar[]>();
  return new Map(webinars.map((webinar) => [webinar._id, webinar]));
}
