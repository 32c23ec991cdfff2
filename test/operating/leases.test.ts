/** A job that runs while its server stops is given back: the next server takes it at once, not when the lease has run out. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { now } from "../../server/platform/clock.ts";
import { onJob, schedule, startJobs, stopJobs } from "../../server/platform/jobs/index.ts";
import { Jobs } from "../../server/platform/jobs/job.model.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";
import { eventually } from "../support/stage.ts";

let house: TestHouse;
let finish = () => {};
let runs = 0;
beforeAll(async () => {
  onJob("endless", () => {
    runs++;
    return runs > 1 ? Promise.resolve() : new Promise<void>((resolve) => (finish = resolve));
  });
  house = await startTestHouse();
});
afterAll(async () => {
  finish();
  await house.stop();
});

test("its lease is given back within seconds, it is not forgotten, and it is done once by the next", async () => {
  await schedule({ id: "endless:1", name: "endless", at: now(), subject: "1" });
  await eventually(async () => (runs === 1 ? true : undefined));
  await stopJobs();
  expect(await Jobs.findById("endless:1").lean()).toMatchObject({ lease: null, leasedUntil: new Date(0) });
  finish();
  startJobs();
  await eventually(async () => ((await Jobs.exists({ _id: "endless:1" })) ? undefined : true));
  expect(runs).toBe(2);
});
