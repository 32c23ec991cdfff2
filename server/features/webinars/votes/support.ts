/**
 * How many people support a question: its voters, and the voters and askers of what was merged into it, each person once, its
 * own asker left out. Counted from the votes, never incremented.
 */
import { type Question, Questions } from "../questions/question.model.ts";
import { Votes } from "./vote.model.ts";

type Supported = Pick<Question, "_id" | "askerId" | "sources">;

export async function supportOf(question: Supported): Promise<number> {
  // One's own question takes no vote, so that without sources every vote is one person's.
  if (question.sources.length === 0) return Votes.countDocuments({ questionId: question._id });
  return (await supportersOf(question)).size;
}

/** The people themselves; nobody may be shown them. */
async function supportersOf({ _id, askerId, sources }: Supported): Promise<Set<string>> {
  const [votes, merged] = await Promise.all([
    Votes.find({ questionId: { $in: [_id, ...sources] } }, { personId: 1 }).lean(),
    sources.length === 0 ? [] : Questions.find({ _id: { $in: sources } }, { askerId: 1 }).lean(),
  ]);
  const people = new Set([...votes.map(({ personId }) => personId), ...merged.map((source) => source.askerId)]);
  people.delete(askerId);
  return people;
}

/** The support of these questions, by id. */
export async function supportOfMany(questions: Supported[]): Promise<Map<string, number>> {
  const plain = questions.filter(({ sources }) => sources.length === 0).map(({ _id }) => _id);
  const counted = await Votes.aggregate<{ _id: string; votes: number }>([
    { $match: { questionId: { $in: plain } } },
    { $group: { _id: "$questionId", votes: { $sum: 1 } } },
  ]);
  const support = new Map(plain.map((id) => [id, 0]));
  for (const { _id, votes } of counted) support.set(_id, votes);
  for (const question of questions)
    if (question.sources.length > 0) support.set(question._id, await supportOf(question));
  return support;
}
