import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newId } from "../../shared/ids.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";
import { ask, change, type Hour, hour, people, seen } from "./stories.ts";

let house: TestHouse;
let all: Awaited<ReturnType<typeof people>>;
beforeAll(async () => {
  house = await startTestHouse();
  all = await people(house);
}, 60_000);
afterAll(() => house.stop());

describe("asking", () => {
  test("a question reaches the room, the panel and the desk", async () => {
    const { webinarId, ada, ben, salma, moderator } = await hour(all);
    await Promise.all([
      ben.watch(`webinar:${webinarId}:room`),
      salma.watch(`webinar:${webinarId}:panel`),
      moderator.watch(`webinar:${webinarId}:desk`),
    ]);
    const heard = [ben, salma, moderator].map((one) => one.told((told) => told.kind === "question"));
    const mine = await ask(ada, webinarId, "Who owns the data when villagers record the change?");
    expect(mine).toMatchObject({ state: "queued", anonymous: false });
    for (const told of await Promise.all(heard))
      expect(told.view).toMatchObject({ id: mine.id, state: "queued", asker: { name: "Ada Attendee" } });
  });
});
