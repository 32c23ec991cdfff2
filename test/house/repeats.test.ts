/** Whatever is sent again, at once or late, is done once and says what it said; docs/decisions/outbox.md. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import mongoose from "mongoose";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { liftLimits } from "../../server/platform/limits.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import type { OperationName } from "../../shared/contract.ts";
import { derivedId, newId } from "../../shared/ids.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";
import { change, eventually, inMinutes } from "../support/stage.ts";
import { ask } from "../webinars/stories.ts";
import { type Creating, createsOf, creating, type Input, letters, operations, placesOf } from "./creates.ts";

jest.setTimeout(60_000);
const changing = operations.filter(({ required }) => required.includes("changeId"));

let house: TestHouse;
let ada: Someone;
let ben: Someone;
let paula: Someone;
let mo: Someone;
let olga: Someone;
let olaf: Someone;
let admin: Someone;
let places: ReturnType<typeof placesOf>;
let creates: ReturnType<typeof createsOf>;

beforeAll(async () => {
  house = await startTestHouse();
  liftLimits("operationsByPerson", "operationsByAddress");
  [ada, ben, paula, mo, olga, olaf, admin] = (await Promise.all([
    house.member("Ada Again"),
    house.member("Ben Betimes"),
    house.member("Paula Panel"),
    house.member("Mo Moderates", { role: "moderator" }),
    house.member("Olga Organises", { role: "organiser" }),
    house.member("Olaf Organises", { role: "organiser" }),
    house.member("Adele Admin", { role: "admin" }),
  ])) as [Someone, Someone, Someone, Someone, Someone, Someone, Someone];
  places = placesOf({ ada, paula, mo, olga });
  creates = createsOf({ ada, paula, mo, olga });
  // The first who asks makes them.
  await admin.call("settings.readSettings", {});
});
afterAll(() => house.stop());

/* Places, made anew for each story. */

const section = () => places.section();
async function thread(): Promise<{ threadId: string; postId: string; sectionId: string }> {
  const made = await places.thread();
  await settled();
  return made;
}
const webinar = (wish: { open?: boolean; preApproval?: boolean } = {}) => places.webinar(wish);
const dialogue = async () => places.dialogue();
const lock = (threadId: string) => mo.call("forum.lockThread", { threadId, ...change(), locked: true });
async function over(webinarId: string): Promise<void> {
  const { webinar } = await mo.call("webinars.readWebinar", { webinarId });
  if (webinar.state !== "closing") await mo.call("webinars.closeWebinar", { webinarId, ...change() });
  await settled();
  await moveClock(10_100);
  await eventually(async () => {
    await runDueJobs();
    const { webinar } = await mo.call("webinars.readWebinar", { webinarId });
    return webinar.state === "closed" || webinar.state === "cancelled" || undefined;
  });
  await settled();
}
async function question(wish = {}): Promise<{ questionId: string; webinarId: string }> {
  const { webinarId } = await webinar(wish);
  const { id: questionId } = await ask(ada, webinarId, "A question?");
  return { questionId, webinarId };
}
async function carried(wish = {}): Promise<{ questionId: string; webinarId: string; threadId: string }> {
  const asked = await question(wish);
  await over(asked.webinarId);
  return { ...asked, threadId: derivedId(asked.questionId) };
}
/* What is made, by whom, and what may refuse it later. */

/** From then on it would be refused, were it new. */
async function refuseLater({ sectionId, threadId, webinarId }: Creating): Promise<unknown> {
  if (threadId) return lock(threadId);
  if (webinarId) return over(webinarId);
  const staff = { title: "Theirs", description: "", readers: "staff", writers: "staff" } as const;
  return sectionId && olga.call("forum.changeSection", { sectionId, ...staff, ...change() });
}
const makerOf = ({ by }: Creating): Someone => ({ ada, paula, mo, olga })[by];
/** Somebody else who might send it as well. */
const another = (by: Someone): Someone => (by === olga ? olaf : ben);

/** How many things there are of each kind, and the sum of their versions. */
async function census(): Promise<Record<string, { things: number; versions: number }>> {
  await settled();
  const all: Record<string, { things: number; versions: number }> = {};
  for (const { collection, modelName } of Object.values(mongoose.models)) {
    if (/streams|jobs|clock|nodes|sessions/.test(collection.name)) continue;
    const found = await (mongoose.models[modelName] as mongoose.Model<{ version?: number }>)
      .find({}, { version: 1 })
      .lean();
    all[collection.name] = { things: found.length, versions: found.reduce((sum, { version = 0 }) => sum + version, 0) };
  }
  return all;
}
const added = (before: Awaited<ReturnType<typeof census>>, after: typeof before) =>
  Object.fromEntries(Object.entries(after).map(([name, { things }]) => [name, things - (before[name]?.things ?? 0)]));

const call = (person: Someone, name: OperationName, input: Input) => person.call(name, input as never);
const http = (person: Someone, name: OperationName, input: Input) => person.http(name, input as never);

describe("what is made", () => {
  test("has a story here, whatever makes it", () => {
    expect(creating.map(({ name }) => name).sort()).toEqual(Object.keys(creates).sort());
  });

  test.each(creating)("$name: ten at once are one thing with ten equal answers", async ({ name }) => {
    const story = creates[name] as () => Promise<Creating>;
    const [once, often] = [await story(), await story()];
    const [one, two] = [makerOf(once), await house.again(makerOf(once))];
    await one.connect();
    await two.connect();
    const first = await census();
    await call(one, name, once.input);
    const second = await census();
    const ways = [call, call, http, call, http];
    const answers = await Promise.all(
      ways.flatMap((way) => [way(one, name, often.input), way(two, name, often.input)]),
    );
    const third = await census();
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(added(second, third)).toEqual(added(first, second));

    expect(await problemOf(call(one, name, { ...often.input, ...often.other }))).toMatchObject({
      code: "already-sent",
      stands: { id: often.input["id"], version: expect.any(Number) },
    });
    for (const way of [call, http])
      expect(await problemOf(way(another(one), name, often.input))).toEqual({ code: "id-taken" });

    await refuseLater(often);
    expect(await outcomeOf(call(one, name, often.input))).toBe("ok");
    expect(await outcomeOf(http(two, name, often.input))).toBe("ok");
    expect(added(third, await census())).toEqual(expect.objectContaining({ [Object.keys(third)[0] as string]: 0 }));
  });

  test.each(creating)("$name: an id of another version than 7 is refused", async ({ name }) => {
    const story = await (creates[name] as () => Promise<Creating>)();
    for (const id of [crypto.randomUUID(), derivedId(newId())])
      expect(await problemOf(call(makerOf(story), name, { ...story.input, id }))).toMatchObject({
        code: "bad-input",
        fields: { id: expect.anything() },
      });
  });
});

/* What is changed, by whom, and what may refuse it later. */

interface Changing {
  by: Someone;
  input: Input;
  later: () => Promise<unknown>;
}
type Move = (questionId: string) => Input | Promise<Input>;
const none = async () => {};

/** A move of a desk: on a question made ready for it; later the hour is over. */
const desk =
  (by: () => Someone, more: Move, ready: (questionId: string) => Promise<unknown> = none, wish = {}) =>
  async (): Promise<Changing> => {
    const { questionId, webinarId } = await question(wish);
    await ready(questionId);
    const { version } = (await mo.call("webinars.readQuestion", { questionId })).question;
    return { by: by(), input: { questionId, ...(await more(String(version))) }, later: () => over(webinarId) };
  };
const seenAs =
  (more: Input = {}): Move =>
  (version) => ({ version: Number(version), ...more });
const air = async (questionId: string) => {
  const { version } = (await mo.call("webinars.readQuestion", { questionId })).question;
  await mo.call("webinars.putOnAir", { questionId, ...change(), version });
};
const answered = (questionId: string) => mo.call("webinars.answerInWriting", { questionId, ...change(), body: "So." });
const inThread =
  (
    by: () => Someone,
    input: (at: Awaited<ReturnType<typeof thread>>) => Input | Promise<Input>,
    later?: (threadId: string) => Promise<unknown>,
  ) =>
  async (): Promise<Changing> => {
    const at = await thread();
    return { by: by(), input: await input(at), later: () => (later ?? lock)(at.threadId) };
  };
const hosted =
  (more: Input = {}, { open = true, closing = false } = {}) =>
  async (): Promise<Changing> => {
    const { webinarId } = await webinar({ open });
    if (closing) await mo.call("webinars.closeWebinar", { webinarId, ...change() });
    return { by: mo, input: { webinarId, ...more }, later: () => over(webinarId) };
  };
const byOlga = async (story: Promise<Changing>): Promise<Changing> => ({ ...(await story), by: olga });

const changes: Record<string, () => Promise<Changing>> = {
  "members.changeMyProfile": async () => ({ by: ben, input: { name: "Ben Betimes" }, later: none }),
  "members.changeRole": async () => {
    const { id: memberId } = await house.member(`Roland ${letters(newId())}`);
    const later = () => admin.call("members.changeRole", { memberId, ...change(), role: "admin" });
    return { by: olga, input: { memberId, role: "moderator" }, later };
  },
  "members.changeState": async () => {
    const { id: memberId } = await house.member(`Susi ${letters(newId())}`);
    const later = () => admin.call("members.changeRole", { memberId, ...change(), role: "organiser" });
    return { by: mo, input: { memberId, state: "suspended", reason: "Why" }, later };
  },
  "settings.changeSettings": async () => ({
    by: admin,
    input: {
      communityName: "Ours",
      organisationName: "",
      tagline: "",
      languages: ["en", "fr"],
      timeZone: "UTC",
      engagedMinutes: 30,
    },
    later: none,
  }),
  "forum.changeSection": async () => ({
    by: olga,
    input: { sectionId: (await section()).id, title: "New", description: "", readers: "public", writers: "members" },
    later: none,
  }),
  "forum.editPost": inThread(
    () => ada,
    ({ postId }) => ({ postId, body: "Better.", version: 1 }),
  ),
  "forum.correctLanguage": inThread(
    () => ada,
    ({ postId }) => ({ postId, language: "fr" }),
  ),
  "forum.removePost": inThread(
    () => ada,
    ({ postId }) => ({ postId }),
  ),
  "forum.hidePost": inThread(
    () => mo,
    ({ postId }) => ({ postId, reason: "So." }),
  ),
  "forum.restorePost": inThread(
    () => mo,
    async ({ postId }) => {
      await mo.call("forum.hidePost", { postId, ...change(), reason: "So." });
      return { postId };
    },
  ),
  "forum.react": inThread(
    () => ben,
    ({ postId }) => ({ postId, reaction: "heart", on: true }),
  ),
  "forum.editTitle": inThread(
    () => ada,
    ({ threadId }) => ({ threadId, title: "A better title" }),
  ),
  "forum.pinThread": inThread(
    () => mo,
    ({ threadId }) => ({ threadId, pinned: true }),
  ),
  "forum.lockThread": inThread(
    () => mo,
    ({ threadId }) => ({ threadId, locked: true }),
    (threadId) => mo.call("forum.lockThread", { threadId, ...change(), locked: false }),
  ),
  "forum.openHeldThread": async () => {
    const { threadId } = await carried({ preApproval: true });
    return { by: mo, input: { threadId }, later: () => lock(threadId) };
  },
  "forum.followThread": inThread(
    () => ben,
    ({ threadId }) => ({ threadId, level: "follow" }),
    (threadId) => ben.call("forum.followThread", { threadId, ...change(), level: "ignore" }),
  ),
  "forum.markAnswer": async () => {
    const { threadId } = await carried();
    const postId = newId();
    await paula.call("forum.createPost", { id: postId, threadId, body: "The answer." });
    const later = () => mo.call("forum.markAnswer", { postId, ...change(), on: false });
    return { by: paula, input: { postId, on: true }, later };
  },
  "dialogues.changeDialogue": async () => {
    const { id, sectionId: _, slug: __, ...written } = await dialogue();
    await olga.call("dialogues.createDialogue", { id, sectionId: newId(), slug: `d-${id}`, ...written });
    const again = { ...written, title: "Later still" };
    const later = () => olga.call("dialogues.changeDialogue", { dialogueId: id, ...change(), ...again });
    return { by: olga, input: { dialogueId: id, ...written, title: "Later", version: 1 }, later };
  },
  "dialogues.writeConclusions": async () => {
    const made = await dialogue();
    await olga.call("dialogues.createDialogue", made);
    return { by: olga, input: { dialogueId: made.id, language: "en", body: "So it was." }, later: none };
  },
  "webinars.changeWebinar": () =>
    byOlga(hosted({ title: "Another hour", timeZone: "UTC", starts: inMinutes(30), moderatorIds: [mo.id] })()),
  "webinars.register": async () => {
    const { webinarId } = await webinar({ open: false });
    return { by: ben, input: { webinarId, on: true }, later: () => over(webinarId) };
  },
  "webinars.openWebinar": hosted({}, { open: false }),
  "webinars.pauseWebinar": hosted({ paused: true }),
  "webinars.closeWebinar": hosted(),
  "webinars.callBackClose": hosted({}, { closing: true }),
  "webinars.cancelWebinar": () => byOlga(hosted({ questions: "carry" })()),
  "webinars.editQuestion": desk(
    () => ada,
    () => ({ text: "A better question?" }),
  ),
  "webinars.withdrawQuestion": desk(
    () => ada,
    () => ({}),
  ),
  "webinars.approve": desk(() => mo, seenAs(), none, { preApproval: true }),
  "webinars.decline": desk(() => mo, seenAs({ reason: "Asked before." })),
  "webinars.assign": desk(
    () => mo,
    (version) => ({ version: Number(version), panellistId: paula.id }),
  ),
  "webinars.take": desk(() => paula, seenAs()),
  "webinars.holdReady": desk(() => mo, seenAs({ ready: true })),
  "webinars.putOnAir": desk(() => mo, seenAs()),
  "webinars.putBack": desk(() => mo, seenAs(), air),
  "webinars.answerAloud": desk(() => paula, seenAs(), air),
  "webinars.claimAnswer": desk(
    () => paula,
    () => ({ on: true }),
  ),
  "webinars.answerInWriting": desk(
    () => paula,
    () => ({ body: "So it is." }),
  ),
  "webinars.reopenQuestion": desk(() => mo, seenAs(), answered),
  "webinars.declineCarried": async () => {
    const { questionId, threadId } = await carried({ preApproval: true });
    return { by: mo, input: { questionId, reason: "Asked before." }, later: async () => threadId };
  },
  "webinars.removeChatLine": async () => {
    const { webinarId } = await webinar();
    const id = newId();
    await ada.call("webinars.sendChatLine", { id, webinarId, text: "Hello" });
    return { by: mo, input: { chatLineId: id, reason: "Off." }, later: () => over(webinarId) };
  },
  "notifications.markRead": async () => {
    const { threadId } = await thread();
    await ben.call("forum.createPost", { id: newId(), threadId, body: "A reply." });
    await settled();
    const { items } = await ada.call("notifications.listNotifications", {});
    return { by: ada, input: { id: items[0]?.id }, later: () => lock(threadId) };
  },
};

describe("what is changed", () => {
  test("has a story here, whatever changes it", () => {
    expect(changing.map(({ name }) => name).sort()).toEqual(Object.keys(changes).sort());
  });

  test.each(changing)(
    "$name: sent again, at once and when it would be refused, it is done and was done once",
    async ({ name }) => {
      const { by, input, later } = await (changes[name] as () => Promise<Changing>)();
      const sent = { ...input, ...change() };
      await settled();
      const answer = await call(by, name, sent);
      const before = await census();
      expect(keyOf(await call(by, name, sent))).toEqual(keyOf(answer));
      expect(keyOf(await http(by, name, sent))).toEqual(keyOf(answer));
      expect(await census()).toEqual(before);

      await later();
      const moved = await census();
      expect(await outcomeOf(call(by, name, sent))).toBe("ok");
      expect(await outcomeOf(http(by, name, sent))).toBe("ok");
      expect(await census()).toEqual(moved);
    },
  );

  test.each(["webinars.editQuestion", "forum.followThread", "webinars.register"] as const)(
    "%s: a late repetition does not undo what was said since",
    async (name) => {
      const { by, input } = await (changes[name] as () => Promise<Changing>)();
      const first = { ...input, ...change() };
      const since = { ...input, ...change(), ...{ text: "The last word?" }, level: "ignore", on: false };
      const fitting = (sent: Input) => Object.fromEntries(Object.entries(sent).filter(([key]) => key in first));
      await call(by, name, first);
      await call(by, name, fitting(since));
      const before = await census();
      const { level } = (await call(by, name, first)) as { level?: string };
      expect(await census()).toEqual(before);
      // What has no version of its own says so itself.
      expect(level).toBe(name === "forum.followThread" ? "ignore" : undefined);
    },
  );
});

describe("a vote", () => {
  test("ten at once on two sockets and HTTP are one, and taking it back twice is none", async () => {
    const { questionId } = await question();
    const two = await house.again(ben);
    for (const [on, votes] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const ways = [call, call, http, call, http];
      const answers = await Promise.all(
        ways.flatMap((way) => [ben, two].map((one) => way(one, "webinars.vote", { questionId, on }))),
      );
      for (const answer of answers) expect(answer).toMatchObject({ on, votes });
    }
  });

  test("whose answer was lost is sent again after the close, and stands", async () => {
    const { questionId, webinarId } = await question();
    await ben.call("webinars.vote", { questionId, on: true });
    await paula.call("webinars.vote", { questionId, on: true });
    await paula.call("webinars.vote", { questionId, on: false });
    await over(webinarId);
    expect(await ben.call("webinars.vote", { questionId, on: true })).toMatchObject({ on: true, votes: 1 });
    expect(await paula.call("webinars.vote", { questionId, on: false })).toMatchObject({ on: false, votes: 1 });
    expect(await paula.outcome("webinars.vote", { questionId, on: true })).toBe("moved-on");
    expect(await ben.outcome("webinars.vote", { questionId, on: false })).toBe("moved-on");
  });
});

/** What an answer is about. Others may have gone on: counts and versions are not part of it. */
function keyOf(answer: unknown): unknown {
  const { id, state, text, title, html, level, registered, unread } = answer as Record<string, unknown>;
  return { id, state, text, title, html, level, registered, unread };
}

async function problemOf(asked: Promise<unknown>): Promise<object> {
  try {
    await asked;
    return { code: "ok" };
  } catch (thrown) {
    const { code, details } = thrown as { code: string; details: object };
    return { code, ...details };
  }
}
const outcomeOf = async (asked: Promise<unknown>): Promise<string> =>
  ((await problemOf(asked)) as { code: string }).code;
