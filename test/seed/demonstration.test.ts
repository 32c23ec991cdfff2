/** The demonstration community as it is seeded: the figures of its past dialogue are those of the report that is the model. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { accountByEmail } from "../../server/features/members/index.ts";
import { nowMs } from "../../server/platform/clock.ts";
import { demonstrationSignIns, seedDemonstration } from "../../server/seed/index.ts";
import { newId } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let organiser: Someone;
let moderator: Someone;
let member: Someone;
let visitor: Client;

beforeAll(async () => {
  house = await startTestHouse();
  const { signIns } = await seedDemonstration();
  const signedIn = async (role: string) => {
    const email = signIns.find((each) => each.role === role)?.email ?? "";
    return house.again({ id: (await accountByEmail(email))?._id ?? "", name: role } as Someone);
  };
  organiser = await signedIn("organiser");
  moderator = await signedIn("moderator");
  member = await signedIn("member");
  visitor = house.visitor();
}, 240_000);
afterAll(() => house.stop());

const figures = async () => {
  const { past } = await visitor.http("dialogues.listDialogues", {});
  return organiser.call("dialogues.readFigures", { dialogueId: past[0]?.dialogue.id ?? "" });
};

test("contributions, people and countries are those of the report", async () => {
  const { contributions, contributors, byGender, byCountry, byWeek, welcomes } = await figures();
  expect(contributions).toBe(21);
  expect(contributors.map(({ posts }) => posts)).toEqual([6, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1]);
  expect(byGender).toEqual({ woman: 9, man: 2, other: 0, unsaid: 0 });
  expect(byCountry).toHaveLength(11);
  expect(byCountry.every(({ country, people }) => country !== null && people === 1)).toBe(true);
  expect(byWeek).toEqual([
    { week: 1, from: "2016-10-24", posts: 10 },
    { week: 2, from: "2016-10-31", posts: 4 },
    { week: 3, from: "2016-11-07", posts: 7 },
  ]);
  expect(welcomes).toBe(1);
  expect(contributors.filter(({ person }) => person.role === "moderator")).toHaveLength(1);
});

test("its webinar had 250 attendees, of whom 205 stayed, and no question was lost", async () => {
  const { webinars, carriedThreads, postsInCarriedThreads } = await figures();
  expect(webinars).toHaveLength(1);
  expect(webinars[0]).toMatchObject({ attendees: 250, engaged: 205, engagement: 82 });
  const { askers = 0, received = 0, outcomes, answeredInForum } = webinars[0] ?? {};
  expect(askers).toBeGreaterThan(20);
  expect(Object.values(outcomes ?? {}).reduce((sum, each) => sum + each, 0)).toBe(received);
  expect(outcomes?.carried).toBe(carriedThreads);
  expect(answeredInForum).toBe(4);
  expect(postsInCarriedThreads).toBe(7);
  const { past } = await visitor.http("dialogues.listDialogues", {});
  const webinar = past[0]?.webinars[0];
  expect(webinar).toMatchObject({ state: "closed", outcomes: { holds: true } });
  expect(webinar?.panellists).toHaveLength(4);
  expect(past[0]).toMatchObject({ posts: 21, people: 11, countries: 11 });
  expect(past[0]?.days).toHaveLength(20);
});

test("one dialogue runs, with a webinar about to begin and questions ahead; one is planned", async () => {
  const { open, planned } = await visitor.http("dialogues.listDialogues", {});
  expect([open.length, planned.length]).toEqual([1, 1]);
  const [held, webinar] = open[0]?.webinars ?? [];
  expect(held).toMatchObject({ state: "closed", outcomes: { received: 10, carried: 5, holds: true } });
  expect(webinar?.state).toBe("scheduled");
  const minutes = (Date.parse(webinar?.startsAt ?? "") - nowMs()) / 60_000;
  expect(minutes).toBeGreaterThan(5);
  expect(minutes).toBeLessThan(12);
  const room = await member.call("webinars.readRoom", { webinarId: webinar?.id ?? "" });
  expect(room.questions.length).toBeGreaterThan(5);
  expect(Object.values(room.tally).some((votes) => votes > 10)).toBe(true);
});

test("texts stand in four languages, under the dates on which they were written", async () => {
  const { open, past } = await visitor.http("dialogues.listDialogues", {});
  for (const { dialogue } of [...open, ...past]) {
    const { languages } = await visitor.http("dialogues.readDialogue", { slug: dialogue.slug });
    expect(languages.map(({ language }) => language).sort()).toEqual(["ar", "en", "es", "fr"]);
  }
  const { threads, carried } = await visitor.http("forum.readSection", { slug: past[0]?.dialogue.slug ?? "" });
  expect(threads.items.every(({ thread }) => thread.createdAt.startsWith("2016-"))).toBe(true);
  expect(carried[0]?.threads).toHaveLength(7);
  const general = await member.call("forum.readSection", { slug: "general-discussion" });
  expect(new Set(general.threads.items.map(({ thread }) => thread.language)).size).toBeGreaterThan(2);
  expect(general.threads.items.some(({ unread }) => unread > 0)).toBe(true);
  expect(general.threads.items.some(({ unread }) => unread === 0)).toBe(true);
});

test("two questions that nobody approved wait for the moderator, and the record shows what she decided", async () => {
  const { items } = await moderator.call("moderation.listTriage", {});
  expect(items.map(({ kind, language }) => [kind, language])).toEqual([
    ["carried-question", "en"],
    ["carried-question", "ar"],
  ]);
  const decisions = await moderator.call("moderation.listDecisions", {});
  expect(decisions.items.map(({ kind }) => kind).sort()).toEqual([
    "decline-question",
    "decline-question",
    "remove-chat-line",
  ]);
});

test("whoever walks through it signs in with the printed password and finds something new", async () => {
  const signIns = await demonstrationSignIns();
  expect(signIns.map(({ role }) => role)).toEqual([
    "admin",
    "organiser",
    "moderator",
    "panellist",
    "member",
    "member (Arabic)",
  ]);
  for (const { email, password, name } of signIns) {
    const browser = house.visitor();
    const { me } = await browser.http("sessions.signIn", { email, password });
    expect(me.person?.name).toBe(name);
  }
  const inbox = await member.call("notifications.listNotifications", {});
  expect(inbox.unread).toBeGreaterThan(0);
  expect(inbox.items.some(({ readAt }) => readAt !== null)).toBe(true);
});

test("the organiser opens the hour at once, and a member asks and votes in it", async () => {
  const { open } = await visitor.http("dialogues.listDialogues", {});
  const webinarId = open[0]?.webinars.at(-1)?.id ?? "";
  expect((await organiser.call("webinars.openWebinar", { webinarId, changeId: newId() })).state).toBe("open");
  const asked = { id: newId(), webinarId, text: "And what did not change?" };
  expect((await member.call("webinars.askQuestion", asked)).state).toBe("queued");
  const { questions, tally } = await organiser.call("webinars.readRoom", { webinarId });
  expect(questions).toHaveLength(9);
  const other = questions.find(({ asker, id }) => id !== asked.id && asker.kind === "guest")?.id ?? "";
  const { votes } = await organiser.call("webinars.vote", { questionId: other, on: true });
  expect(votes).toBe((tally[other] ?? 0) + 1);
});

test("it goes into an empty database only", async () => {
  await expect(seedDemonstration()).rejects.toThrow("empty database");
});

test("the time is the present again", async () => {
  expect(Math.abs(nowMs() - Date.now())).toBeLessThan(1000);
});
