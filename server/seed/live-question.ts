/** One question of a webinar, from its asking to what became of it, in the hour or in the forum afterwards. */
import { newId } from "../../shared/ids.ts";
import type { Member } from "../platform/person.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import type { Hour } from "./hold-webinar.ts";
import type { AskedQuestion, Fate } from "./texts/past-webinar.ts";

/** Not everybody votes. */
const mostVoters = 60;

/** Writes it into the diary. `index`: which of the questions, so that not the same people vote for all. */
export function liveQuestion(diary: Diary, cast: Cast, hour: Hour, asked: AskedQuestion, index: number): void {
  const { webinarId, minute, moderator } = hour;
  const { text, language, anonymous = false, fate } = asked;
  const questionId = newId();
  /** A change of the question as it stands then. */
  const seen = async () => {
    const { question } = await call("webinars.readQuestion", moderator, { questionId });
    return { questionId, changeId: newId(), version: question.version };
  };

  diary.at(minute(asked.minute), async () => {
    const asker = hour.person(asked.by);
    await call("webinars.askQuestion", asker, { id: questionId, webinarId, text, language, anonymous });
    if (hour.preApproval && fate.fate !== "unapproved") await call("webinars.approve", moderator, await seen());
    const crowd = hour.stayers().slice(0, mostVoters);
    const voters = crowd.map((_, at) => crowd[(at + index * 13) % crowd.length] as Member);
    const willing = voters.filter(({ id }) => id !== asker.id).slice(0, asked.votes);
    await Promise.all(willing.map((voter) => call("webinars.vote", voter, { questionId, on: true })));
  });

  const soon = minute(asked.minute + 1);
  const meantFor = fate.fate === "aloud" ? fate.by : fate.fate === "carried" ? fate.meantFor : undefined;
  if (meantFor)
    diary.at(soon, async () =>
      call("webinars.assign", moderator, { ...(await seen()), panellistId: cast[meantFor].id }),
    );
  switch (fate.fate) {
    case "withdrawn":
      diary.at(soon, () => call("webinars.withdrawQuestion", hour.person(asked.by), { questionId, changeId: newId() }));
      break;
    case "declined":
      diary.at(soon, async () => call("webinars.decline", moderator, { ...(await seen()), reason: fate.reason }));
      break;
    case "aloud":
      diary.at(minute(fate.minute), async () => call("webinars.putOnAir", moderator, await seen()));
      diary.at(minute(fate.minute + 3), async () => call("webinars.answerAloud", moderator, await seen()));
      break;
    case "written":
      diary.at(minute(fate.minute), async () => {
        const { answer: body, privately: toAskerOnly = false } = fate;
        await call("webinars.claimAnswer", cast[fate.by], { questionId, changeId: newId(), on: true });
        await call("webinars.answerInWriting", cast[fate.by], { questionId, changeId: newId(), body, toAskerOnly });
      });
      break;
    case "carried":
      liveOn(diary, cast, hour, questionId, fate);
  }
}

/** The thread that a carried question became. */
function liveOn(
  diary: Diary,
  cast: Cast,
  hour: Hour,
  questionId: string,
  fate: Extract<Fate, { fate: "carried" }>,
): void {
  const { reply, thanks } = fate;
  for (const said of [reply, thanks]) {
    if (!said) continue;
    diary.at(hour.instantAt(said.at), async () => {
      const by = cast[said.by];
      const { question } = await call("webinars.readQuestion", by, { questionId });
      if (question.threadId === null) throw new Error(`"${question.text}" was not carried`);
      const { body, language } = said;
      const post = await call("forum.createPost", by, { id: newId(), threadId: question.threadId, body, language });
      if (said === reply && reply.answers)
        await call("forum.markAnswer", by, { postId: post.id, changeId: newId(), on: true });
    });
  }
}
