/** How long the close of a webinar took, read from what it wrote: in the server's process, when all is there. */
import { Notifications } from "../../server/features/notifications/notification.model.ts";
import { type Question, Questions } from "../../server/features/webinars/questions/question.model.ts";
import { type Webinar, Webinars } from "../../server/features/webinars/webinar.model.ts";

export interface ClosingFigures {
  state: string;
  threads: number;
  askersTold: number;
  votersTold: number;
  /** Milliseconds from `carryFrom` to the last of each. */
  lastThread: number;
  lastAsker: number;
  lastVoter: number;
}

export async function closingFigures(webinarId: string): Promise<ClosingFigures> {
  const webinar = await Webinars.findById(webinarId).lean<Webinar>();
  const from = webinar?.carryFrom?.getTime() ?? 0;
  const questions = await Questions.find({ webinarId, state: "carried" }, { threadAt: 1 }).lean<
    Pick<Question, "_id" | "threadAt">[]
  >();
  const moments = async (filter: object) =>
    (await Notifications.find(filter, { createdAt: 1 }).lean<{ createdAt: Date }[]>()).map(
      ({ createdAt }) => createdAt,
    );
  const askers = await moments({ subjectId: { $in: questions.map(({ _id }) => _id) }, kind: "question-carried" });
  const voters = await moments({ subjectId: webinarId, kind: "carried-voted" });
  const threads = questions.flatMap(({ threadAt }) => threadAt ?? []);
  const last = (all: Date[]) => Math.max(0, ...all.map((at) => at.getTime() - from));
  return {
    state: webinar?.state ?? "",
    threads: threads.length,
    askersTold: askers.length,
    votersTold: voters.length,
    lastThread: last(threads),
    lastAsker: last(askers),
    lastVoter: last(voters),
  };
}
