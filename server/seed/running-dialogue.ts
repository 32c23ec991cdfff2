/** The tenth dialogue: it opened ten days ago, and its webinar begins in ten minutes. */
import { newId } from "../../shared/ids.ts";
import { dayOf, instantOf, localTimeOf } from "../features/dialogues/index.ts";
import type { Guest } from "../platform/person.ts";
import type { Cast } from "./community.ts";
import { countedDay, dayAfter } from "./days.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import { announce } from "./hold-dialogue.ts";
import { holdWebinar, inviteGuests } from "./hold-webinar.ts";
import { openingHour } from "./texts/opening-hour.ts";
import type { Asker } from "./texts/past-webinar.ts";
import type { Who } from "./texts/people.ts";
import { runningDialogue } from "./texts/running-dialogue.ts";
import { writeThread } from "./write-threads.ts";

const minute = 60_000;
/** Members who said that they come. */
const coming: Who[] = [
  "tamanda",
  "lubna",
  "priya",
  "jorge",
  "seun",
  "marit",
  "thandeka",
  "aminata",
  "kenji",
  "moana",
  "yasmin",
  "rabia",
];

/** Writes it into the diary. */
export function writeRunningDialogue(diary: Diary, cast: Cast): void {
  const { welcome, threads, webinar, openedDaysAgo, days, ...announced } = runningDialogue;
  const { timeZone } = announced;
  const opens = dayAfter(dayOf(diary.today, timeZone), -openedDaysAgo);
  const instantAt = (at: string) => {
    const { days: count, time } = countedDay(at);
    return instantOf(`${dayAfter(opens, count)}T${time}`, timeZone);
  };
  const written = { ...announced, opens: `${opens}T00:00`, closes: `${dayAfter(opens, days)}T00:00` };
  const held = announce(diary, cast, instantAt("-20T10:00"), written);
  const place = { ...held, instantAt };
  writeThread(diary, cast, place, welcome, { welcome: true });
  for (const thread of threads) writeThread(diary, cast, place, thread);

  holdWebinar(diary, cast, { ...held, instantAt, timeZone }, openingHour);

  const webinarId = newId();
  const invited: Guest[] = [];
  const person = (asker: Asker) => (typeof asker === "number" ? (invited[asker] as Guest) : cast[asker]);
  diary.at(instantAt("0T12:00"), async () => {
    await call("webinars.createWebinar", cast.leila, {
      id: webinarId,
      dialogueId: held.dialogueId,
      title: webinar.title,
      description: webinar.description,
      language: webinar.language,
      timeZone,
      // The next full minute that is ten away.
      starts: localTimeOf(new Date(diary.today.getTime() + 11 * minute), timeZone),
      minutes: webinar.minutes,
      panellistIds: webinar.panellists.map((who) => cast[who].id),
      moderatorIds: [cast[webinar.moderator].id],
    });
    invited.push(...(await inviteGuests(cast, webinarId, webinar.guests, 500)));
    for (const who of coming) await call("webinars.register", cast[who], { webinarId, changeId: newId() });
  });
  webinar.questions.forEach(({ by, text, language, votes, anonymous = false, meantFor }, index) => {
    const questionId = newId();
    diary.at(instantAt(`${2 + index}T${index % 2 === 0 ? "10:50" : "18:35"}`), async () => {
      await call("webinars.askQuestion", person(by), { id: questionId, webinarId, text, language, anonymous });
      const crowd = [...coming.map((who) => cast[who]), ...invited].filter(({ id }) => id !== person(by).id);
      const voters = Array.from({ length: votes }, (_, at) => crowd[(at + index * 5) % crowd.length] as Guest);
      await Promise.all(voters.map((voter) => call("webinars.vote", voter, { questionId, on: true })));
    });
    if (meantFor)
      diary.at(instantAt("8T17:00"), async () => {
        const { question } = await call("webinars.readQuestion", cast.harriet, { questionId });
        const seen = { questionId, changeId: newId(), version: question.version };
        await call("webinars.assign", cast.harriet, { ...seen, panellistId: cast[meantFor].id });
      });
  });
}
