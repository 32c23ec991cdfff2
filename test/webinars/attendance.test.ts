/** Who was there: told at once, counted over devices and gaps, and over nodes that fell silent. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { percent, presenceOf } from "../../server/features/webinars/attendance/count.ts";
import { Intervals } from "../../server/features/webinars/attendance/interval.model.ts";
import { moveClock, now, nowMs } from "../../server/platform/clock.ts";
import { endTheDead, Nodes } from "../../server/platform/nodes/index.ts";
import { countSockets } from "../../server/platform/realtime/connections.ts";
import { newId } from "../../shared/ids.ts";
import { eventually } from "../support/stage.ts";
import { setWebinarStage } from "./stories.ts";

describe("counting", () => {
  const at = (minute: number) => new Date(minute * 60_000);
  const span = (personId: string, from: number, to: number | null) => ({
    personId,
    startedAt: at(from),
    endedAt: to === null ? null : at(to),
  });
  const minutes = (...spans: ReturnType<typeof span>[]) =>
    presenceOf(spans, at(0), at(60)).map(({ personId, milliseconds }) => [personId, milliseconds / 60_000]);

  test("devices overlap, short gaps are joined, long ones are not", () => {
    expect(minutes(span("ada", 0, 20), span("ada", 10, 30))).toEqual([["ada", 30]]);
    expect(minutes(span("ada", 0, 10), span("ada", 11.9, 20))).toEqual([["ada", 20]]);
    expect(minutes(span("ada", 0, 10), span("ada", 12, 20))).toEqual([["ada", 18]]);
    expect(minutes(span("ada", 0, 30), span("ada", 5, 10), span("ada", 31, 40))).toEqual([["ada", 40]]);
  });
  test("only the time between the open and the close counts", () => {
    expect(minutes(span("ada", -30, 10), span("ben", 50, null), span("cleo", -20, -10), span("dan", 61, 70))).toEqual([
      ["ada", 10],
      ["ben", 10],
    ]);
  });
  test("the figures of the ninth dialogue: 205 of 250 are 82 per cent", () => {
    expect(percent(205, 250)).toBe(82);
    expect(percent(0, 0)).toBe(0);
  });
});

describe("in the hour", () => {
  const stage = setWebinarStage();

  test("whoever is gone before the door was open, or goes in the same breath, is not counted as here", async () => {
    const { webinarId, ada, ben } = await stage.hour();
    const [phone, whim] = [await stage.house.again(ada), await ben.connect()];
    const [hasty, before] = [await phone.connect(), countSockets()];
    hasty.emit("webinars.enterRoom", { webinarId }, () => {});
    setImmediate(() => hasty.close());
    whim.emit("webinars.enterRoom", { webinarId }, () => {});
    const left = whim.emitWithAck("webinars.leaveRoom", { webinarId });
    await left;
    await eventually(async () => countSockets() === before - 1 || undefined);
    await pause(50);
    expect(await Intervals.find({ webinarId, endedAt: null }).lean()).toEqual([]);
  });

  test("everyone sees who is here; panel and moderators are not counted as attendees", async () => {
    const { webinarId, ada, ben, salma, moderator } = await stage.hour();
    const socket = await ben.connect();
    await ben.watch(`webinar:${webinarId}:room`);
    const heard: { here: number; countries: number; desks: string[] }[] = [];
    socket.on("here", (here) => heard.push(here));
    for (const one of [ada, ben, salma, moderator]) await one.call("webinars.enterRoom", { webinarId });
    await eventually(async () => heard.find(({ here, countries }) => here === 4 && countries === 3));
    expect(heard.at(-1)?.desks.sort()).toEqual([salma.id, moderator.id].sort());

    await moveClock(20 * 60_000);
    await ada.call("webinars.leaveRoom", { webinarId });
    await eventually(async () => heard.find(({ here }) => here === 3));
    await moveClock(15 * 60_000);
    const attendance = await moderator.call("webinars.readAttendance", { webinarId });
    expect(attendance).toMatchObject({ attendees: 2, engaged: 1, engagement: 50 });
    expect(attendance.people).toMatchObject([
      { person: { name: "Ben Attendee" }, minutes: 35, engaged: true },
      { person: { name: "Ada Attendee" }, minutes: 20, engaged: false },
    ]);
    expect(await ada.outcome("webinars.readAttendance", { webinarId })).toBe("not-allowed");
  });

  test("who closes the browser has left, and who comes back on another device within two minutes never did", async () => {
    const { webinarId, cleo, moderator } = await stage.hour();
    const phone = await stage.house.again(cleo);
    await phone.call("webinars.enterRoom", { webinarId });
    await moveClock(10 * 60_000);
    phone.close();
    await eventually(async () => (await Intervals.exists({ webinarId, endedAt: { $ne: null } })) ?? undefined);
    await moveClock(100_000);
    const laptop = await stage.house.again(cleo);
    await laptop.call("webinars.enterRoom", { webinarId });
    await laptop.call("webinars.enterRoom", { webinarId });
    await moveClock(21 * 60_000);
    const { people: came } = await moderator.call("webinars.readAttendance", { webinarId });
    expect(came).toMatchObject([{ person: { name: "Cleo Attendee" }, minutes: 32, engaged: true }]);
    expect(await Intervals.countDocuments({ webinarId })).toBe(2);
  });

  test("a node that fell silent left at its last beat", async () => {
    const { webinarId, ada, moderator } = await stage.hour();
    const nodeId = newId();
    const beatAt = new Date(nowMs() - 60_000);
    await Nodes.create({ _id: nodeId, createdAt: beatAt, aliveAt: new Date(0), beatAt, version: 1 });
    const startedAt = new Date(nowMs() - 600_000);
    await Intervals.create({
      _id: newId(),
      webinarId,
      personId: ada.id,
      nodeId,
      country: null,
      startedAt,
      endedAt: null,
      createdAt: startedAt,
      version: 1,
    });
    await endTheDead();
    expect(await Intervals.findOne({ nodeId }).lean()).toMatchObject({ endedAt: beatAt });
    expect(await Nodes.exists({ _id: nodeId })).toBeNull();
    // All of it was before the opening.
    expect((await moderator.call("webinars.readAttendance", { webinarId })).attendees).toBe(0);
    expect(now() > beatAt).toBe(true);
  });

  test("who may not enter: visitors and guests of another hour", async () => {
    const { webinarId } = await stage.hour();
    const other = await stage.hour();
    expect(await stage.house.visitor().outcome("webinars.enterRoom", { webinarId })).toBe("sign-in-first");
    const stranger = await stage.house.guest("Otto Other", other.webinarId);
    expect(await stranger.outcome("webinars.enterRoom", { webinarId })).toBe("not-allowed");
    expect(await stranger.outcome("webinars.enterRoom", { webinarId: other.webinarId })).toBe("ok");
    await expect(other.ada.http("webinars.enterRoom", { webinarId })).rejects.toThrow();
  });
});
