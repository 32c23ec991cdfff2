/** What goes on in the forum: triage of what nobody had approved, and answers to what was carried. */
import { describe, expect, test } from "@jest/globals";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { change, eventually } from "../support/stage.ts";
import { ask, noticesOf, passCallBack, setWebinarStage, webinarOf } from "./stories.ts";

const stage = setWebinarStage();

describe("what was not approved", () => {
  test("waits in triage as a held thread; triage opens it, or declines the question and hides the thread", async () => {
    const here = await stage.hour({ preApproval: true });
    const { webinarId, ada, ben, cleo, moderator } = here;
    const good = await ask(ada, webinarId, "A good one?");
    const bad = await ask(cleo, webinarId, "A bad one?", { anonymous: true });
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await moderator.watch(`triage:${here.sectionId}:en`);
    const waits = moderator.told((told) => told.kind === "triage" && told.id === bad.id);
    await passCallBack(here);
    expect((await waits).view).toMatchObject({ text: "A bad one?", author: { kind: "anonymous" } });
    const waiting = async () =>
      (await moderator.call("moderation.listTriage", {})).items.filter(({ kind }) => kind === "carried-question");
    expect((await waiting()).map(({ text }) => text).sort()).toEqual(["A bad one?", "A good one?"]);
    const threadOf = async (questionId: string) => (await Questions.findById(questionId).lean())?.threadId as string;
    const [goodThread, badThread] = [await threadOf(good.id), await threadOf(bad.id)];
    expect(await ben.outcome("forum.readThread", { threadId: goodThread })).toBe("not-found");
    expect((await ben.call("webinars.readRoom", { webinarId })).questions).toEqual([]);

    await moderator.call("forum.openHeldThread", { threadId: goodThread, ...change() });
    const decline = { questionId: bad.id, ...change(), reason: "Not about this" };
    expect(await ben.outcome("webinars.declineCarried", decline)).toBe("not-allowed");
    expect(await moderator.call("webinars.declineCarried", decline)).toMatchObject({ state: "declined" });
    expect(await moderator.call("webinars.declineCarried", decline)).toMatchObject({ state: "declined" });
    await settled();
    expect(await ben.call("forum.readThread", { threadId: goodThread })).toMatchObject({ thread: { state: "open" } });
    expect(await ben.outcome("forum.readThread", { threadId: badThread })).toBe("not-found");
    expect(await waiting()).toEqual([]);
    expect((await ben.call("webinars.readRoom", { webinarId })).questions).toMatchObject([
      { id: good.id, state: "carried", threadId: goodThread },
    ]);
    expect((await webinarOf(here)).outcomes).toMatchObject({ received: 2, carried: 1, declined: 1, holds: true });
    expect(
      (await noticesOf(cleo)).find(({ kind, reason }) => kind === "question-declined" && reason === "Not about this"),
    ).toBeDefined();
    expect(await moderator.outcome("webinars.declineCarried", { ...decline, questionId: good.id, ...change() })).toBe(
      "moved-on",
    );
    const { items } = await moderator.call("moderation.listDecisions", {});
    expect(JSON.stringify(items.find(({ kind }) => kind === "decline-held"))).not.toContain(cleo.id);
  });
});

describe("answered in the forum", () => {
  test("a panellist's reply marked as the answer completes the question, which stays carried; unmarking undoes", async () => {
    const here = await stage.hour();
    const { webinarId, ada, ben, salma, moderator } = here;
    const { id: questionId } = await ask(ada, webinarId, "Later, in writing?");
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await passCallBack(here);
    const threadId = (await Questions.findById(questionId).lean())?.threadId as string;
    const talk = await ben.call("forum.createPost", { id: newId(), threadId, body: "I wonder too." });
    const answer = await salma.call("forum.createPost", { id: newId(), threadId, body: "The group decides." });
    expect(answer).toMatchObject({ number: 3, badge: "panellist" });
    expect(await moderator.outcome("forum.markAnswer", { postId: talk.id, ...change(), on: true })).toBe("not-allowed");
    await salma.call("forum.markAnswer", { postId: answer.id, ...change(), on: true });
    await settled();
    expect((await webinarOf(here)).outcomes).toMatchObject({ carried: 1, answeredInForum: 1, holds: true });
    expect((await ben.call("forum.readThread", { threadId })).thread.carried).toMatchObject({
      answeredInForum: true,
      state: "carried",
    });
    await eventually(async () =>
      (await noticesOf(ada)).find(({ kind, link }) => kind === "answered-in-forum" && link === `/posts/${answer.id}`),
    );
    await salma.call("forum.markAnswer", { postId: answer.id, ...change(), on: false });
    await settled();
    expect((await webinarOf(here)).outcomes).toMatchObject({ answeredInForum: 0 });
  });

  test("an anonymous asker replies as the asker, and is named nowhere", async () => {
    const here = await stage.hour();
    const { webinarId, cleo, ben, moderator } = here;
    const { id: questionId } = await ask(cleo, webinarId, "Without a name, for weeks?", { anonymous: true });
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await passCallBack(here);
    const threadId = (await Questions.findById(questionId).lean())?.threadId as string;
    await cleo.call("forum.createPost", { id: newId(), threadId, body: "To make it clearer …", asAsker: true });
    expect(await ben.outcome("forum.createPost", { id: newId(), threadId, body: "Me", asAsker: true })).not.toBe("ok");
    const page = await ben.call("forum.readThread", { threadId });
    expect(page.posts).toMatchObject([{ badge: "asker", author: { kind: "anonymous" } }]);
    expect(JSON.stringify(page)).not.toContain(cleo.id);
    expect(JSON.stringify(page)).not.toContain(cleo.name);
  });
});
