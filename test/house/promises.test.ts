/** Promises about questions that hold between two of their steps, where only an unlucky moment shows whether they do. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { derivedId, newId } from "../../shared/ids.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";
import { change, eventually, inMinutes } from "../support/stage.ts";
import { ask, hour, people, seen } from "../webinars/stories.ts";

let house: TestHouse;
let all: Awaited<ReturnType<typeof people>>;
beforeAll(async () => {
  house = await startTestHouse();
  all = await people(house);
});
afterAll(() => house.stop());

const noticesOf = async (person: Someone, kind: string) => {
  await settled();
  return (await person.call("notifications.listNotifications", {})).items.filter((one) => one.kind === kind);
};

test("who asked under the promise that nobody learns the name is not asked under another one", async () => {
  const { webinarId, organiser, moderator, ada } = await hour(all, { anonymity: "all" });
  const written = { id: newId(), webinarId, text: "Who protects them?", anonymous: true, moderatorsSee: false };
  // While it waits for the line, the organiser lets the moderators see who asks.
  const plan = { title: "Whose data?", timeZone: "UTC", starts: inMinutes(1), moderatorIds: [moderator.id] };
  await organiser.call("webinars.changeWebinar", { webinarId, ...change(), ...plan, anonymity: "room" });
  expect(await ada.outcome("webinars.askQuestion", written)).toBe("anonymity-changed");
  expect((await moderator.call("webinars.readRoom", { webinarId, desk: "desk" })).questions).toEqual([]);
  expect(await ada.call("webinars.askQuestion", { ...written, moderatorsSee: true })).toMatchObject({
    moderatorsSee: true,
  });
});

test("a promise to see the name stays one when the webinar promises more since", async () => {
  const { webinarId, ada, moderator } = await hour(all, { anonymity: "all" });
  const asked = await ask(ada, webinarId, "Whose?", { anonymous: true, moderatorsSee: true });
  expect(asked.moderatorsSee).toBe(true);
  expect((await seen(moderator, asked.id)).asker.name).toBe("Ada Attendee");
});

test("declined again after it was taken back, its asker is told why again", async () => {
  const { webinarId, ben, moderator } = await hour(all);
  const { id: questionId } = await ask(ben, webinarId, "Again?");
  const version = async () => (await seen(moderator, questionId)).version;
  await moderator.call("webinars.decline", { questionId, ...change(), version: 1, reason: "Asked before." });
  await settled();
  await moderator.call("webinars.reopenQuestion", { questionId, ...change(), version: await version() });
  await moderator.call("webinars.decline", {
    questionId,
    ...change(),
    version: await version(),
    reason: "Off the topic.",
  });
  const reasons = (await noticesOf(ben, "question-declined")).map(({ reason }) => reason);
  expect(reasons.sort()).toEqual(["Asked before.", "Off the topic."]);
});

test("a panellist hears of an unapproved question when it is approved, here or in triage, and not before", async () => {
  const { webinarId, cleo, moderator, salma, ingrid } = await hour(all, { preApproval: true });
  const approved = await ask(cleo, webinarId, "Approved in the hour?");
  const carried = await ask(cleo, webinarId, "Let through in triage?");
  const give = (questionId: string, panellistId: string) =>
    moderator.call("webinars.assign", { questionId, ...change(), version: 1, panellistId });
  await give(approved.id, salma.id);
  await give(carried.id, ingrid.id);
  expect(await noticesOf(salma, "assigned")).toEqual([]);
  await moderator.call("webinars.approve", { questionId: approved.id, ...change(), version: 2 });
  expect(await noticesOf(salma, "assigned")).toMatchObject([{ excerpt: "Approved in the hour?" }]);

  await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
  await settled();
  await moveClock(10_100);
  await eventually(async () => {
    await runDueJobs();
    return (await moderator.call("webinars.readWebinar", { webinarId })).webinar.state === "closed" || undefined;
  });
  expect(await noticesOf(ingrid, "carried-for-you")).toEqual([]);
  await moderator.call("forum.openHeldThread", { threadId: derivedId(carried.id), ...change() });
  expect(await eventually(async () => (await noticesOf(ingrid, "carried-for-you"))[0])).toMatchObject({
    excerpt: "Let through in triage?",
    link: `/threads/${derivedId(carried.id)}`,
  });
  expect(await noticesOf(ingrid, "assigned")).toEqual([]);
});
