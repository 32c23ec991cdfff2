/** A webinar that was held: people come and go, ask, vote and chat; what is open at the end is carried and answered in the forum. */
import { newId } from "../../shared/ids.ts";
import { localTimeOf } from "../features/dialogues/index.ts";
import { createGuest, personOf } from "../features/members/index.ts";
import { runDueJobs } from "../platform/jobs/index.ts";
import { settled } from "../platform/outbox/index.ts";
import type { Guest, Member } from "../platform/person.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import { liveQuestion } from "./live-question.ts";
import type { Asker, HeldWebinar } from "./texts/past-webinar.ts";
import { guests } from "./texts/people.ts";

/** Where and when it is held. */
export interface Occasion {
  dialogueId: string;
  timeZone: string;
  /** What the texts' times mean here. */
  instantAt: (at: string) => Date;
}
export interface Hour extends Occasion {
  webinarId: string;
  moderator: Member;
  minute: (minutes: number) => Date;
  /** Who asks or writes. */
  person: (asker: Asker) => Member | Guest;
  /** Who stays to the end: they vote. */
  stayers: () => (Member | Guest)[];
  /** A question is seen when the moderator has approved it. */
  preApproval: boolean;
}

const announcedBefore = 5 * 24 * 60;

/** Writes it into the diary. */
export function holdWebinar(diary: Diary, cast: Cast, occasion: Occasion, text: HeldWebinar): void {
  const { instantAt, timeZone } = occasion;
  const webinarId = newId();
  const moderator = cast[text.moderator];
  const minute = (minutes: number) => new Date(instantAt(text.starts).getTime() + minutes * 60_000);
  const invited: Guest[] = [];
  const everybody = (): (Member | Guest)[] => [...text.attending.map((who) => cast[who]), ...invited];
  const stayers = () => everybody().slice(0, text.engaged);
  const person = (asker: Asker) => (typeof asker === "number" ? (invited[asker] as Guest) : cast[asker]);
  const preApproval = text.preApproval ?? false;
  const hour: Hour = { ...occasion, webinarId, moderator, minute, person, stayers, preApproval };

  diary.at(minute(-announcedBefore), async () => {
    await call("webinars.createWebinar", cast.leila, {
      id: webinarId,
      dialogueId: occasion.dialogueId,
      title: text.title,
      description: text.description,
      language: text.language,
      timeZone,
      starts: localTimeOf(minute(0), timeZone),
      minutes: text.minutes,
      preApproval,
      panellistIds: text.panellists.map((who) => cast[who].id),
      moderatorIds: [moderator.id],
    });
    invited.push(...(await inviteGuests(cast, webinarId, text.attendees - text.attending.length, text.guestsFrom)));
  });

  const desks = [...text.panellists.map((who) => cast[who]), moderator];
  diary.at(minute(0), async () => {
    await call("webinars.openWebinar", moderator, { webinarId, changeId: newId() });
    await Promise.all([...desks, ...everybody()].map((one) => call("webinars.enterRoom", one, { webinarId }, one.id)));
  });
  for (const [minutes, from, to] of departures(text))
    diary.at(minute(minutes), async () => {
      const going = everybody().slice(from, to);
      await Promise.all(going.map((one) => call("webinars.leaveRoom", one, { webinarId }, one.id)));
    });
  for (const [index, question] of text.questions.entries()) liveQuestion(diary, cast, hour, question, index);
  for (const { by, minute: at, text: said, removed } of text.chat) {
    const chatLineId = newId();
    diary.at(minute(at), () => call("webinars.sendChatLine", person(by), { id: chatLineId, webinarId, text: said }));
    if (removed !== undefined)
      diary.at(minute(at + 1), () =>
        call("webinars.removeChatLine", moderator, { chatLineId, changeId: newId(), reason: removed }),
      );
  }

  diary.at(minute(text.minutes), () => call("webinars.closeWebinar", moderator, { webinarId, changeId: newId() }));
  // Ten seconds in which it could be called back, then the open questions are carried.
  diary.at(new Date(minute(text.minutes).getTime() + 11_000), () => untilClosed(cast.leila, webinarId));
  diary.at(minute(text.minutes + 2), () =>
    Promise.all([...desks, ...stayers()].map((one) => call("webinars.leaveRoom", one, { webinarId }, one.id))),
  );
}

/** Guests with a personal link each. */
export async function inviteGuests(cast: Cast, webinarId: string, count: number, from: number): Promise<Guest[]> {
  const made = guests(count, from).map(({ name, country }) =>
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
  return (await Promise.all(made)).map((guest) => personOf(guest) as Guest);
}

/** Those who do not stay go five at a time, all before half an hour is over: `[minute, from, to]`. */
function departures({ attendees, engaged }: HeldWebinar): [number, number, number][] {
  const groups = Math.ceil((attendees - engaged) / 5);
  return Array.from({ length: groups }, (_, at) => [
    6 + Math.floor((22 * at) / groups),
    engaged + at * 5,
    Math.min(engaged + at * 5 + 5, attendees),
  ]);
}

/** Until every open question stands in the forum and all who must be are told. */
async function untilClosed(person: Member, webinarId: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    await runDueJobs();
    const { webinar } = await call("webinars.readWebinar", person, { webinarId });
    if (webinar.state === "closed") return settled();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("A webinar of the demonstration did not close");
}
