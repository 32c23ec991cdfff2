/** What a socket costs, how long it keeps somebody signed in, and when it is shown the door. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { moveClock } from "../../server/platform/clock.ts";
import { newId } from "../../shared/ids.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";
import { change, eventually, inMinutes } from "../support/stage.ts";

let house: TestHouse;
let ada: Someone;
let olga: Someone;
beforeAll(async () => {
  house = await startTestHouse();
  ada = await house.member("Ada Always");
  olga = await house.member("Olga Organises", { role: "organiser" });
});
afterAll(() => house.stop());

const day = 86_400_000;

test("a frame that nobody answers for counts like any other", async () => {
  const ben = await house.member("Ben Babbler");
  const socket = await ben.connect();
  const codes: string[] = [];
  for (let from = 0; from < 700; from += 100) {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => socket.timeout(5000).emitWithAck("nobody.offersThis", {})),
    );
    codes.push(...answers.map(({ problem }: { problem: { code: string } }) => problem.code));
  }
  expect(codes[0]).toBe("not-found");
  expect(codes.at(-1)).toBe("too-many");
});

test("whoever uses a page that stays open for weeks stays signed in; whoever does not is signed out after thirty days", async () => {
  const [busy, idle] = [await house.again(ada), await house.again(ada)];
  await busy.connect();
  await idle.connect();
  for (let weeks = 0; weeks < 6; weeks++) {
    await moveClock(6 * day);
    // A session is read again after a second at the latest.
    await new Promise((resolve) => setTimeout(resolve, 1010));
    expect((await busy.call("members.readMe", {})).person?.name).toBe("Ada Always");
  }
  expect(await idle.outcome("members.readMe", {})).toBe("session-expired");
});

test("who is taken off the panel of an hour that she could not read otherwise leaves its room at once", async () => {
  const [paula, boss] = [await house.member("Paula Panel"), await house.again(olga)];
  const [sectionId, webinarId] = [newId(), newId()];
  await boss.call("forum.createSection", { id: sectionId, slug: `s-${sectionId}`, title: "Staff", readers: "staff" });
  const plan = { title: "An hour", timeZone: "UTC", starts: inMinutes(5) };
  await boss.call("webinars.createWebinar", { id: webinarId, sectionId, ...plan, panellistIds: [paula.id] });
  const removed: string[] = [];
  (await paula.connect()).on("removed", ({ stream }: { stream: string }) => removed.push(stream));
  const streams = [`webinar:${webinarId}:room`, `webinar:${webinarId}:panel`, `chat:${webinarId}`];
  for (const stream of streams) await paula.watch(stream);
  await boss.call("webinars.changeWebinar", { webinarId, ...change(), ...plan, panellistIds: [] });
  await eventually(async () => removed.length === 3 || undefined);
  expect(removed.sort()).toEqual(streams.sort());
});
