/** One question of the past hour, from its asking to what became of it, in the hour or in the forum afterwards. */
import { newId } from "../../shared/ids.ts";
import { instantOf } from "../features/dialogues/index.ts";
import type { Member } from "../platform/person.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import type { Hour } from "./past-webinar.ts";
import { pastDialogue } from "./texts/past-dialogue.ts";
import type { AskedQuestion } from "./texts/past-webinar.ts";

/** Writes it into the diary. `index`: which of the questions, so that not the same people vote for all. */
export function liveQuestion(diary: Diary, cast: Cast, hour: Hour, asked: AskedQuestion, index: number): void {
  const { webinarId, minute, person } = hour;
  const { text, language, anonymous = false, fate } = asked;
  const questionId = newId();
  const { harriet } = cast;

  diary.at(minute(asked.minute), async () => {
    await call("webinars.askQuestion", person(asked.by), { id: questionId, webinarId, text, language, anonymous });
    const crowd = hour.stayers();
    const voters = crowd
      .map((_, at) => crowd[(at + index * 13) % crowd.length] as Member)
      .filter(({ id }) => id !== person(asked.by).id);
    await Promise.all(
      voters.slice(0, asked.votes).map((voter) => call("webinars.vote", voter, { questionId, on: true })),
    );
  });
  if (fate.fate === "withdrawn")
    diary.at(minute(asked.minute + 1), () =>
      call("webinars.withdrawQuestion", person(asked.by), { questionId, changeId: newId() }),
    );
  if (fate.fate === "declined")
    diary.at(minute(asked.minute + 1), async () =>
      call("webinars.decline", harriet, { ...(await seen(harriet, questionId)), reason: fate.reason }),
    );

  const panellist = fate.fate === "aloud" ? fate.by : fate.fate === "carried" ? fate.meantFor : undefined;
  if (panellist)
    diary.at(minute(asked.minute + 1), async () =>
      call("webinars.assign", harriet, { ...(await seen(harriet, questionId)), panellistId: cast[panellist].id }),
    );
  if (fate.fate === "aloud") {
    diary.at(minute(fate.minute), async () => call("webinars.putOnAir", harriet, await seen(harriet, questionId)));
    diary.at(minute(fate.minute + 3), async () =>
      call("webinars.answerAloud", harriet, await seen(harriet, questionId)),
    );
  }
  if (fate.fate === "written")
    diary.at(minute(fate.minute), async () => {
      const { answer: body, privately: toAskerOnly = false } = fate;
      await call("webinars.claimAnswer", cast[fate.by], { questionId, changeId: newId(), on: true });
      await call("webinars.answerInWriting", cast[fate.by], { questionId, changeId: newId(), body, toAskerOnly });
    });
  if (fate.fate === "carried") liveOn(diary, cast, questionId, fate);
}

/** The thread that a carried question became. */
function liveOn(
  diary: Diary,
  cast: Cast,
  questionId: string,
  { reply, thanks }: Extract<AskedQuestion["fate"], { fate: "carried" }>,
): void {
  for (const said of [reply, thanks]) {
    if (!said) continue;
    diary.at(instantOf(said.at, pastDialogue.timeZone), async () => {
      const by = cast[said.by];
      const { question } = await call("webinars.readQuestion", by, { questionId });
      if (question.threadId === null) throw new Error(`"${question.text}" was not carried`);
      const post = await call("forum.createPost", by, {
        id: newId(),
        threadId: question.threadId,
        body: said.body,
        language: said.language,
      });
      if (said === reply && reply.answers)
        await call("forum.markAnswer", by, { postId: post.id, changeId: newId(), on: true });
    });
  }
}

/** A change of the question as it stands now. */
async function seen(
  person: Member,
  questionId: string,
): Promise<{ questionId: string; changeId: string; version: number }> {
  const { question } = await call("webinars.readQuestion", person, { questionId });
  return { questionId, changeId: newId(), version: question.version };
}
