/** A node that others take for dead, though it was only slow: whoever is connected to it is present again, once, and nobody else. */
import { describe, expect, test } from "@jest/globals";
import { Intervals } from "../../server/features/webinars/attendance/interval.model.ts";
import { enter, leave, presenceIn } from "../../server/features/webinars/attendance/presence.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { databaseTime, longAgo, moveClock, now, nowMs } from "../../server/platform/clock.ts";
import { endTheDead, Nodes, onNodeDied, onTakenForDead, thisNode } from "../../server/platform/nodes/index.ts";
import { type Member, system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { eventually } from "../support/stage.ts";
import { setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

/** This node beats. */
const beat = () => moveClock(1);
/** Another node takes this one for dead. */
const mark = () => Nodes.updateOne({ _id: thisNode() }, { $set: { aliveAt: longAgo } });
/** It ends what has that name; what comes later it does not see. */
const endAll = (nodeId: string) =>
  Intervals.updateMany({ nodeId, endedAt: null }, { $set: { endedAt: new Date(nowMs() - 1000) } });
/** And forgets it. */
const forget = (nodeId: string) => Nodes.deleteOne({ _id: nodeId });

async function bury(): Promise<void> {
  const nodeId = thisNode();
  await mark();
  await endAll(nodeId);
  await forget(nodeId);
}

const openIn = (webinarId: string) => Intervals.find({ webinarId, endedAt: null }).lean();
/** So many are present on paper, all under this node's name, and stay so. */
const arePresent = (webinarId: string, many: number) =>
  eventually(async () => {
    const open = await openIn(webinarId);
    return open.length === many && open.every(({ nodeId }) => nodeId === thisNode()) ? open : undefined;
  });

describe("the node that was slow", () => {
  test("begins a full room in a few writes, without those who leave meanwhile", async () => {
    const { webinarId, ada } = await stage.hour();
    const person: Member = { ...system, kind: "member", id: ada.id, role: "member", name: ada.name, sessionId: null };
    const sockets = Array.from({ length: 700 }, (_, index) => `line ${index}`);
    await Promise.all(sockets.map((socket) => enter(webinarId, socket, person)));
    await bury();
    await beat();
    // The first are being written (there is no other room yet), the last wait.
    await Promise.all([leave(webinarId, "line 0"), leave(webinarId, "line 699")]);
    const open = await arePresent(webinarId, 698);
    expect(new Set(open.map(({ startedAt }) => startedAt.getTime())).size).toBeLessThanOrEqual(3);
    await Promise.all(sockets.map((socket) => leave(webinarId, socket)));
    expect(await openIn(webinarId)).toEqual([]);
  });

  test("goes on under another name, and a late gravedigger does not touch what it begins", async () => {
    const { webinarId, ada } = await stage.hour();
    await ada.call("webinars.enterRoom", { webinarId });
    const former = thisNode();
    // It beats between the gravedigger's steps.
    await mark();
    await endAll(former);
    await beat();
    await arePresent(webinarId, 1);
    expect(thisNode()).not.toBe(former);
    expect(await Nodes.exists({ _id: thisNode(), aliveAt: { $ne: longAgo } })).not.toBeNull();

    await endAll(former);
    await forget(former);
    await beat();
    expect(await openIn(webinarId)).toMatchObject([{ personId: ada.id, nodeId: thisNode() }]);
  });

  test("shows that it lives while it begins again, however long that takes", async () => {
    const { webinarId, ada } = await stage.hour();
    await ada.call("webinars.enterRoom", { webinarId });
    let release = () => {};
    lasting = new Promise((resolve) => {
      release = resolve;
    });
    try {
      await bury();
      await beat();
      const name = thisNode();
      const shown = await Nodes.findById(name).lean();
      await beat();
      expect((await Nodes.findById(name).lean())?.version).toBeGreaterThan(shown?.version ?? Number.POSITIVE_INFINITY);
    } finally {
      release();
    }
    await arePresent(webinarId, 1);
  }, 20_000);

  test("begins again until all are written, where the first try failed half-way", async () => {
    const { webinarId, ada, ben } = await stage.hour();
    const again = await stage.house.again(ada);
    for (const one of [ada, again, ben]) await one.call("webinars.enterRoom", { webinarId });
    const before = (await openIn(webinarId)).map(({ _id }) => _id);
    // No two at the same moment, for the sake of what follows.
    for (const [seconds, _id] of before.entries())
      await Intervals.updateOne({ _id }, { $set: { endedAt: new Date(nowMs() - seconds * 1000) } });
    // The database takes the first of a person, and refuses the second.
    const index = await Intervals.collection.createIndex(
      { personId: 1, endedAt: 1 },
      { unique: true, partialFilterExpression: { webinarId } },
    );
    try {
      await bury();
      // It need not be the beat that hears of it.
      await beat().catch(() => {});
      await eventually(async () => (await Intervals.exists({ webinarId, _id: { $nin: before } })) ?? undefined);
    } finally {
      await Intervals.collection.dropIndex(index);
    }
    await eventually(async () => {
      await beat();
      return (await openIn(webinarId)).length === 3 || undefined;
    });
    const open = await arePresent(webinarId, 3);
    expect(open.map(({ personId }) => personId).sort()).toEqual([ada.id, ada.id, ben.id].sort());
  });

  test("ends what was begun under the former name after its burial: whoever leaves is gone", async () => {
    const { webinarId, ada, ben } = await stage.hour();
    await ada.call("webinars.enterRoom", { webinarId });
    await bury();
    await ben.call("webinars.enterRoom", { webinarId });
    await beat();
    await arePresent(webinarId, 2);
    for (const one of [ada, ben]) await one.call("webinars.leaveRoom", { webinarId });
    expect(await openIn(webinarId)).toEqual([]);
  });
});

describe("the node that buries", () => {
  /** Somebody is present through another node, which has shown no life since `aliveAt`. */
  async function anotherNode(webinarId: string, personId: string, aliveAt: Date): Promise<string> {
    const nodeId = newId();
    const startedAt = new Date(nowMs() - 60_000);
    await Nodes.create({ _id: nodeId, createdAt: startedAt, aliveAt, beatAt: now(), version: 1 });
    const interval = { _id: newId(), webinarId, personId, nodeId, country: null, startedAt, endedAt: null };
    await Intervals.create({ ...interval, createdAt: startedAt, version: 1 });
    return nodeId;
  }
  const inSeconds = (seconds: number) => new Date(databaseTime().getTime() + seconds * 1000);

  test("ends nothing of a node that shows life after it was seen silent", async () => {
    const { webinarId, ada, ben } = await stage.hour();
    // Nobody takes them for dead but this test: their last signs are still to come.
    const nodes = [
      await anotherNode(webinarId, ada.id, inSeconds(60)),
      await anotherNode(webinarId, ben.id, inSeconds(60)),
    ];
    // While the first is buried the other beats.
    died = async (buried) => {
      const other = nodes.find((one) => one !== buried) ?? "";
      await Nodes.updateOne({ _id: other, aliveAt: { $ne: longAgo } }, { $set: { aliveAt: inSeconds(600) } });
    };
    try {
      await endTheDead(inSeconds(120));
    } finally {
      died = async () => {};
    }
    const [left, ...others] = await Nodes.find({ _id: { $in: nodes } }).lean();
    expect(others).toEqual([]);
    expect(await openIn(webinarId)).toMatchObject([{ nodeId: left?._id }]);
    await forget(left?._id ?? "");
  });

  test("marks it before anything of it ends, so that it cannot come back under its name; who died at it is followed by another", async () => {
    const { webinarId, ada } = await stage.hour();
    const nodeId = await anotherNode(webinarId, ada.id, inSeconds(60));
    const seen: unknown[] = [];
    died = async () => {
      seen.push((await Nodes.findById(nodeId).lean())?.aliveAt);
      throw new Error("the gravedigger died");
    };
    try {
      await expect(endTheDead(inSeconds(120))).rejects.toThrow("the gravedigger died");
    } finally {
      died = async () => {};
    }
    expect(seen[0]).toEqual(longAgo);
    await endTheDead();
    expect(await Nodes.exists({ _id: nodeId })).toBeNull();
    expect(await openIn(webinarId)).toEqual([]);
    const webinar = await Webinars.findById(webinarId).lean();
    expect(webinar && (await presenceIn(webinar)).here).toBe(0);
  });
});

/** What this file hears beside the house. */
let lasting: Promise<void> = Promise.resolve();
let died = async (_nodeId: string): Promise<void> => {};
onTakenForDead(() => lasting);
onNodeDied((nodeId) => died(nodeId));
