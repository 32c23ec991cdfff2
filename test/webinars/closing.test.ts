/** The close: what it carries, how it is called back, what happens where nobody closes, and what comes in beside it. */
import { describe, expect, test } from "@jest/globals";
import { ChatLines } from "../../server/features/webinars/chat/chat-line.model.ts";
import { carryAndClose, carryQuestion } from "../../server/features/webinars/closing/carry.ts";
import { sweepCloses } from "../../server/features/webinars/closing/overdue.ts";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { Votes } from "../../server/features/webinars/votes/vote.model.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { moveClock, now } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { change } from "../support/stage.ts";
import { ask, noticesOf, passCallBack, setWebinarStage, webinarOf } from "./stories.ts";

const stage = setWebinarStage();

describe("the host closes", () => {
  test("nothing enters from that instant; ten seconds later every open question is a thread under its asker's name", async () => {
    const here = await stage.hour();
    const { webinarId, ada, ben, cleo, salma, ingrid, moderator } = here;
    const open = await ask(ada, webinarId, "What becomes of the notebooks?");
    const anonymous = await ask(cleo, webinarId, "My ministry rewrote our findings. Who protects them?", {
      anonymous: true,
    });
    const spoken = await ask(ada, webinarId, "Answered in the hour?");
    const onAir = await ask(ben, webinarId, "Still on air at the end?");
    for (const voter of [ben, salma]) await voter.call("webinars.vote", { questionId: open.id, on: true });
    await moderator.call("webinars.assign", { questionId: open.id, version: 1, ...change(), panellistId: ingrid.id });
    await moderator.call("webinars.putOnAir", { questionId: spoken.id, version: 1, ...change() });
    await moderator.call("webinars.putOnAir", { questionId: onAir.id, version: 1, ...change(), finish: spoken.id });

    expect(await moderator.call("webinars.previewClose", { webinarId })).toMatchObject({
      open: 3,
      unapproved: 0,
      section: { title: "Practice" },
    });
    const close = { webinarId, ...change() };
    expect(await ada.outcome("webinars.closeWebinar", close)).toBe("not-allowed");
    expect(await moderator.call("webinars.closeWebinar", close)).toMatchObject({ state: "closing" });
    expect(await moderator.call("webinars.closeWebinar", close)).toMatchObject({ state: "closing" });
    expect(await ada.outcome("webinars.askQuestion", { id: newId(), webinarId, text: "Too late?" })).toBe(
      "webinar-closed",
    );
    expect(await ada.outcome("webinars.vote", { questionId: onAir.id, on: true })).toBe("webinar-closed");
    expect(await ada.outcome("webinars.sendChatLine", { id: newId(), webinarId, text: "Bye" })).toBe("webinar-closed");
    await runDueJobs();
    expect(await webinarOf(here)).toMatchObject({ state: "closing", outcomes: null });
    expect(await Questions.countDocuments({ webinarId, state: "carried" })).toBe(0);

    await ben.watch(`webinar:${webinarId}:room`);
    const told = ben.told((one) => one.kind === "question" && one.id === open.id && one.view?.["threadId"] !== null);
    const closed = ben.told((one) => one.kind === "webinar" && one.view?.["state"] === "closed");
    await passCallBack(here);
    expect((await told).view).toMatchObject({ state: "carried" });
    expect((await closed).view).toMatchObject({
      outcomes: {
        received: 4,
        answered: 1,
        declined: 0,
        merged: 0,
        withdrawn: 0,
        carried: 3,
        answeredInForum: 0,
        holds: true,
      },
    });

    const section = (await webinarOf(here)).section.slug;
    const { carried } = await ben.call("forum.readSection", { slug: section });
    expect(carried).toMatchObject([{ webinar: { id: webinarId }, threads: [{ carried: { votes: 2 } }, {}, {}] }]);
    const threads = carried[0]?.threads ?? [];
    expect(threads).toHaveLength(3);
    expect(threads.find((thread) => thread.carried?.questionId === open.id)).toMatchObject({
      state: "open",
      author: { name: "Ada Attendee" },
      carried: {
        text: "What becomes of the notebooks?",
        meantFor: { name: "Ingrid Panellist" },
        votes: 2,
        state: "carried",
      },
    });
    const hidden = threads.find((thread) => thread.carried?.questionId === anonymous.id);
    expect(hidden).toMatchObject({
      author: { kind: "anonymous", id: null },
      carried: { asker: { kind: "anonymous" } },
    });
    expect(JSON.stringify(hidden)).not.toContain(cleo.id);

    expect((await noticesOf(ada)).filter(({ kind }) => kind === "question-carried")).toMatchObject([
      { excerpt: "What becomes of the notebooks?" },
    ]);
    expect((await noticesOf(cleo)).filter(({ kind }) => kind === "question-carried")).toHaveLength(1);
    expect((await noticesOf(ingrid)).filter(({ kind }) => kind === "carried-for-you")).toMatchObject([{ actor: null }]);
    expect((await noticesOf(salma)).filter(({ kind }) => kind === "carried-voted")).toMatchObject([{ count: 1 }]);
    // Who was told as an asker is not told as a voter again.
    expect((await noticesOf(ben)).map(({ kind }) => kind)).not.toContain("carried-voted");
    expect(
      (
        await salma.call("forum.readThread", {
          threadId: threads.find((thread) => thread.carried?.questionId === open.id)?.id as string,
        })
      ).follow,
    ).toBe("follow");
  });

  test("it can be called back until the first question is carried, and not any more after that", async () => {
    const here = await stage.hour();
    const { webinarId, ada, moderator } = here;
    const { id: questionId } = await ask(ada, webinarId, "Called back?");
    await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: true });
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    expect(await ada.outcome("webinars.callBackClose", { webinarId, ...change() })).toBe("not-allowed");
    const back = { webinarId, ...change() };
    expect(await moderator.call("webinars.callBackClose", back)).toMatchObject({
      state: "paused",
      closedAt: null,
      carryFrom: null,
    });
    expect(await moderator.call("webinars.callBackClose", back)).toMatchObject({ state: "paused" });
    await passCallBack(here);
    expect((await webinarOf(here)).state).toBe("paused");
    expect(await Questions.findById(questionId).lean()).toMatchObject({ state: "queued" });

    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await passCallBack(here);
    expect(await moderator.outcome("webinars.callBackClose", { webinarId, ...change() })).toBe("too-late");
    expect(await moderator.outcome("webinars.openWebinar", { webinarId, ...change() })).toBe("moved-on");
    expect(await moderator.outcome("webinars.closeWebinar", { webinarId, ...change() })).toBe("webinar-closed");
  });

  test("ten who carry at once make one thread a question and close once", async () => {
    const here = await stage.hour();
    const { webinarId, ada, moderator } = here;
    await Promise.all(Array.from({ length: 30 }, (_, at) => ask(ada, webinarId, `Question ${at}?`)));
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await moveClock(10_100);
    await Promise.all(Array.from({ length: 10 }, () => carryAndClose(webinarId)));
    await settled();
    const { carried } = await ada.call("forum.readSection", { slug: (await webinarOf(here)).section.slug });
    expect(new Set(carried[0]?.threads.map(({ carried: question }) => question?.questionId)).size).toBe(30);
    expect((await webinarOf(here)).outcomes).toMatchObject({ received: 30, carried: 30, holds: true });
    expect(
      (await noticesOf(ada)).filter(({ kind, title }) => kind === "question-carried" && title !== ""),
    ).not.toHaveLength(0);
  });
});

describe("nobody closes", () => {
  test("at the end and a quarter of an hour the webinar closes by itself, an unopened one too", async () => {
    const here = await stage.hour();
    const never = await stage.hour({ open: false });
    const { id: questionId } = await ask(here.ada, here.webinarId, "Forgotten?");
    await moveClock(75 * 60_000);
    await runDueJobs();
    expect((await webinarOf(here)).state).toBe("open");
    await moveClock(2 * 60_000);
    await runDueJobs();
    await settled();
    expect(await webinarOf(here)).toMatchObject({ state: "closed", outcomes: { carried: 1, holds: true } });
    expect((await webinarOf(never)).state).toBe("closed");
    expect(await Questions.findById(questionId).lean()).toMatchObject({ state: "carried", before: "queued" });
  });

  test("an hour that was prolonged meanwhile stays open", async () => {
    const here = await stage.hour();
    const { webinarId, organiser, ingrid, moderator } = here;
    const { title, timeZone, starts } = await webinarOf(here);
    const plan = { title, timeZone, starts, panellistIds: [ingrid.id], moderatorIds: [moderator.id] };
    await organiser.call("webinars.changeWebinar", { webinarId, ...change(), ...plan, minutes: 180 });
    await settled();
    await moveClock(80 * 60_000);
    await runDueJobs();
    await sweepCloses();
    expect((await webinarOf(here)).state).toBe("open");
  });
});

describe("called off", () => {
  test("its questions are declined with the reason, or carried, as the organiser says", async () => {
    const declined = await stage.hour({ open: false });
    const carried = await stage.hour({ open: false });
    for (const { webinarId, ada } of [declined, carried]) {
      await ada.call("webinars.register", { webinarId, ...change() });
      await ask(ada, webinarId, "Will it be?");
    }
    const { organiser, moderator } = declined;
    expect(
      await moderator.outcome("webinars.cancelWebinar", {
        webinarId: declined.webinarId,
        ...change(),
        questions: "decline",
      }),
    ).toBe("not-allowed");
    await organiser.call("webinars.cancelWebinar", {
      webinarId: declined.webinarId,
      ...change(),
      questions: "decline",
    });
    await organiser.call("webinars.cancelWebinar", { webinarId: carried.webinarId, ...change(), questions: "carry" });
    await passCallBack(declined);
    await passCallBack(carried);
    expect(await webinarOf(declined)).toMatchObject({
      state: "cancelled",
      outcomes: { received: 1, declined: 1, carried: 0, holds: true },
    });
    expect(await webinarOf(carried)).toMatchObject({
      state: "cancelled",
      outcomes: { received: 1, carried: 1, holds: true },
    });
    const notices = await noticesOf(stage.people.ada);
    expect(
      notices.filter(({ kind, excerpt }) => kind === "question-declined" && excerpt === "Will it be?"),
    ).toMatchObject([{ reason: "cancelled" }]);
  });
});

describe("what comes in beside the close", () => {
  /** As if the request had read the webinar a moment before its close. */
  const openAgain = (webinarId: string) => Webinars.updateOne({ _id: webinarId }, { $set: { state: "open" } });
  const closed = (webinarId: string) => Webinars.updateOne({ _id: webinarId }, { $set: { state: "closed" } });

  test("a late question is carried, a late vote and a late line are taken back", async () => {
    const here = await stage.hour();
    const { webinarId, ada, ben, moderator } = here;
    const { id: questionId } = await ask(ada, webinarId, "In time?");
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await passCallBack(here);
    // What a killed server left behind: saved while the close went on, and never looked at again.
    const at = now();
    const thing = {
      createdAt: at,
      version: 1,
      pendingSince: at,
      shownIn: [],
      changes: [],
      writtenBy: ben.id,
      inputHash: null,
    };
    await Votes.create({
      ...thing,
      _id: `${questionId}:${ben.id}`,
      questionId,
      webinarId,
      personId: ben.id,
      pending: ["settle"],
    });
    const lineId = newId();
    await ChatLines.create({
      ...thing,
      _id: lineId,
      webinarId,
      authorId: ben.id,
      text: "Late",
      language: "en",
      pending: ["settle"],
    });
    const late = newId();
    await Questions.create({
      ...thing,
      _id: late,
      webinarId,
      askerId: ben.id,
      anonymous: false,
      moderatorsSee: true,
      text: "Late?",
      language: "en",
      state: "queued",
      queuedAt: at,
      pending: ["tell", "settle"],
    });
    const { sweep } = await import("../../server/platform/outbox/index.ts");
    await sweep(0);
    await settled();
    expect(await Votes.exists({ _id: `${questionId}:${ben.id}` })).toBeNull();
    expect(await ChatLines.exists({ _id: lineId })).toBeNull();
    expect(await Questions.findById(late).lean()).toMatchObject({ state: "carried" });
    expect(
      (await ben.call("forum.readThread", { threadId: (await Questions.findById(late).lean())?.threadId as string }))
        .thread.carried?.text,
    ).toBe("Late?");
    expect((await webinarOf(here)).outcomes).toMatchObject({ received: 2, carried: 2, holds: true });
  });

  test("whoever had read the webinar as open is refused, and nothing of it stays; a question is carried all the same", async () => {
    const here = await stage.hour();
    const { webinarId, ada, ben, moderator } = here;
    const { id: questionId } = await ask(ada, webinarId, "In time?");
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await passCallBack(here);
    await openAgain(webinarId);
    // `carrying` stands: what the request finds at first is stale, what it finds after its save is not.
    const late = await ask(ben, webinarId, "Just too late?");
    await closed(webinarId);
    await settled();
    expect(await Questions.findById(late.id).lean()).toMatchObject({ state: "carried" });
    expect(questionId).not.toBe(late.id);
    expect((await webinarOf(here)).outcomes).toMatchObject({ received: 2, carried: 2, holds: true });
  });
});

test("a question that came to its outcome since the close found it open keeps it: carried once as it was, answered stays answered", async () => {
  const here = await stage.hour({ preApproval: true });
  const { webinarId, ada, moderator } = here;
  const unapproved = await ask(ada, webinarId, "Nobody has looked at me yet?");
  const spoken = await ask(ada, webinarId, "Answered in the hour?");
  await moderator.call("webinars.approve", { questionId: spoken.id, version: 1, ...change() });
  await moderator.call("webinars.putOnAir", { questionId: spoken.id, version: 2, ...change() });
  await moderator.call("webinars.answerAloud", { questionId: spoken.id, version: 3, ...change() });
  await moveClock(80 * 60_000);
  await sweepCloses();
  await settled();
  const stored = () => Questions.find({ webinarId }).sort({ createdAt: 1, _id: 1 }).lean();
  const before = await stored();
  expect(before.map(({ _id, state, held }) => [_id, state, held])).toEqual([
    [unapproved.id, "carried", true],
    [spoken.id, "answered", false],
  ]);
  for (const question of before) expect(await carryQuestion(question, { declines: false })).toBeNull();
  expect(await stored()).toEqual(before);
});
