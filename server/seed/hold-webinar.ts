/** The hour of the ninth dialogue: 250 come, 205 stay; what is open at the end is carried and answered in the forum. */
import { newId } from "../../shared/ids.ts";
import { instantOf } from "../features/dialogues/index.ts";
import { createGuest, personOf } from "../features/members/index.ts";
import { runDueJobs } from "../platform/jobs/index.ts";
import type { Guest, Member } from "../platform/person.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import { liveQuestion } from "./live-question.ts";
import { pastDialogue } from "./texts/past-dialogue.ts";
import { type Asker, pastWebinar } from "./texts/past-webinar.ts";
import { guests, type Who } from "./texts/people.ts";

/** Members who were in the room, beside those who came by a link. */
const attending: Who[] =
  "ingrid rabia etienne tamanda lubna graciela ximena nerea ixchel rafael aminata desire jorge kenji marit moana priya seun thandeka yasmin".split(
    " ",
  ) as Who[];
/** When those leave who do not stay: minutes. Five go each time. */
const leaving = [6, 9, 12, 15, 18, 20, 22, 25, 28];

export interface Hour {
  webinarId: string;
  minute: (minutes: number) => Date;
  /** Who asks, writes or votes. */
  person: (asker: Asker) => Member | Guest;
  /** Who stays to the end: they vote. */
  stayers: () => (Member | Guest)[];
}

/** Writes it into the diary. */
export function writePastWebinar(diary: Diary, cast: Cast, dialogueId: string): void {
  const { starts, questions, chat, attendees, engaged, ...plan } = pastWebinar;
  const webinarId = newId();
  const began = instantOf(starts, pastDialogue.timeZone).getTime();
  const minute = (minutes: number) => new Date(began + minutes * 60_000);
  const invited: Guest[] = [];
  const everybody = (): (Member | Guest)[] => [...attending.map((who) => cast[who]), ...invited];
  const stayers = () => everybody().slice(0, engaged);
  const person = (asker: Asker) => (typeof asker === "number" ? (invited[asker] as Guest) : cast[asker]);
  const hour: Hour = { webinarId, minute, person, stayers };

  diary.at(minute(-14 * 24 * 60), async () => {
    await call("webinars.createWebinar", cast.leila, {
      id: webinarId,
      dialogueId,
      title: plan.title,
      description: plan.description,
      language: plan.language,
      timeZone: pastDialogue.timeZone,
      starts,
      minutes: plan.minutes,
      panellistIds: plan.panellists.map((who) => cast[who].id),
      moderatorIds: [cast[plan.moderator].id],
    });
    const made = guests(attendees - attending.length).map(({ name, country }) =>
      createGuest(cast.leila, {
        id: newId(),
        webinarId,
        name,
        country,
        email: null,
        organisation: "",
        language: "en",
        panellist: false,
      }),
    );
    invited.push(...(await Promise.all(made)).map((guest) => personOf(guest) as Guest));
  });

  diary.at(minute(0), async () => {
    await call("webinars.openWebinar", cast[plan.moderator], { webinarId, changeId: newId() });
    const desks = [...plan.panellists, plan.moderator].map((who) => cast[who]);
    await Promise.all([...desks, ...everybody()].map((one) => call("webinars.enterRoom", one, { webinarId }, one.id)));
  });
  leaving.forEach((minutes, group) => {
    diary.at(minute(minutes), async () => {
      const going = everybody().slice(engaged + group * 5, engaged + group * 5 + 5);
      await Promise.all(going.map((one) => call("webinars.leaveRoom", one, { webinarId }, one.id)));
    });
  });
  questions.forEach((question, index) => void liveQuestion(diary, cast, hour, question, index));
  for (const { by, minute: at, text } of chat)
    diary.at(minute(at), () => call("webinars.sendChatLine", person(by), { id: newId(), webinarId, text }));

  diary.at(minute(plan.minutes), () =>
    call("webinars.closeWebinar", cast[plan.moderator], { webinarId, changeId: newId() }),
  );
  // Ten seconds in which it could be called back, then the open questions are carried.
  diary.at(new Date(minute(plan.minutes).getTime() + 11_000), () => closed(cast.leila, webinarId));
  diary.at(minute(plan.minutes + 2), async () => {
    const still = [...plan.panellists.map((who) => cast[who]), cast[plan.moderator], ...stayers()];
    await Promise.all(still.map((one) => call("webinars.leaveRoom", one, { webinarId }, one.id)));
  });
}

/** Until every open question stands in the forum. */
async function closed(person: Member, webinarId: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await runDueJobs();
    const { webinar } = await call("webinars.readWebinar", person, { webinarId });
    if (webinar.state === "closed") return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("The webinar of the past dialogue did not close");
}
