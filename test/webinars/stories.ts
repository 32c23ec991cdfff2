/** A webinar with its people, ready to open: what the stories of this folder begin with. */
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import type { Question, Reply } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import type { Someone, TestHouse } from "../support/house.ts";
import { change, eventually, inMinutes, setStage } from "../support/stage.ts";

export interface Hour {
  webinarId: string;
  sectionId: string;
  organiser: Someone;
  moderator: Someone;
  /** On the panel. */
  ingrid: Someone;
  salma: Someone;
  /** Attendees. */
  ada: Someone;
  ben: Someone;
  cleo: Someone;
}

type People = Omit<Hour, "webinarId" | "sectionId">;

/** People of a house: made once a file, for many webinars. */
export async function people(house: TestHouse): Promise<People> {
  const [organiser, moderator, ingrid, salma, ada, ben, cleo] = await Promise.all([
    house.member("Ndidi Organiser", { role: "organiser" }),
    house.member("Kofi Moderator", { role: "moderator" }),
    house.member("Ingrid Panellist", { country: "NO" }),
    house.member("Salma Panellist", { country: "EG" }),
    house.member("Ada Attendee", { country: "NG" }),
    house.member("Ben Attendee", { country: "BJ" }),
    house.member("Cleo Attendee", { country: "CL" }),
  ]);
  return { organiser, moderator, ingrid, salma, ada, ben, cleo };
}

type Wish = Partial<Question<"webinars.createWebinar">> & { open?: boolean; readers?: "public" | "members" | "staff" };

/** Schedules a webinar in a section of its own, and opens it where nothing else is wished. */
export async function hour(all: People, { open = true, readers = "public", ...wish }: Wish = {}): Promise<Hour> {
  const sectionId = newId();
  const slug = `section-${sectionId.slice(-12)}`;
  await all.organiser.call("forum.createSection", { id: sectionId, slug, title: "Practice", readers });
  const webinarId = wish.id ?? newId();
  await all.organiser.call("webinars.createWebinar", {
    id: webinarId,
    sectionId,
    title: "Who decides what counts as change?",
    timeZone: "UTC",
    starts: inMinutes(1),
    minutes: 60,
    panellistIds: [all.ingrid.id, all.salma.id],
    moderatorIds: [all.moderator.id],
    ...wish,
  });
  if (open) await all.moderator.call("webinars.openWebinar", { webinarId, ...change() });
  return { ...all, webinarId, sectionId };
}

/** A house with these people, and `hour()` for each webinar that they meet in. */
export const setWebinarStage = () =>
  setStage(async (house) => {
    const all = await people(house);
    return { people: all, hour: (wish: Wish = {}) => hour(all, wish) };
  });

export const ask = (
  person: Someone,
  webinarId: string,
  text: string,
  more: Partial<Question<"webinars.askQuestion">> = {},
): Promise<Reply<"webinars.askQuestion">> =>
  person.call("webinars.askQuestion", { id: newId(), webinarId, text, ...more });

/** A question as a desk sees it. */
export async function seen(person: Someone, questionId: string): Promise<Reply<"webinars.readQuestion">["question"]> {
  return (await person.call("webinars.readQuestion", { questionId })).question;
}

/** What stands in somebody's inbox. */
export const noticesOf = async (person: Someone) => (await person.call("notifications.listNotifications", {})).items;
/** The webinar as its moderator reads it now. */
export const webinarOf = async ({ moderator, webinarId }: Hour) =>
  (await moderator.call("webinars.readWebinar", { webinarId })).webinar;

/** Lets the ten seconds pass and the close be done, by this call or by the house itself. */
export async function passCallBack({ webinarId }: Hour): Promise<void> {
  await moveClock(10_100);
  await eventually(async () => {
    await runDueJobs();
    return (await Webinars.exists({ _id: webinarId, state: { $ne: "closing" } })) ?? undefined;
  });
  await settled();
}
