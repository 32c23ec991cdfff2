/** At the desks: two at once, the way of a question to its answer, and what each audience is told of it. */
import { describe, expect, test } from "@jest/globals";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { faults, settled, sweep } from "../../server/platform/outbox/index.ts";
import { change, eventually } from "../support/stage.ts";
import { ask, seen, setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

describe("two moderators at once", () => {
  test("the second is refused with the present state, never silently overwritten", async () => {
    const { webinarId, ada, moderator, organiser, salma, ingrid } = await stage.hour();
    const { id: questionId, version } = await ask(ada, webinarId, "Given to whom?");
    const given = [
      moderator.call("webinars.assign", { questionId, version, ...change(), panellistId: salma.id }),
      organiser.call("webinars.assign", { questionId, version, ...change(), panellistId: ingrid.id }),
    ];
    const done = await Promise.allSettled(given);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = done.find((one) => one.status === "rejected")?.reason;
    expect(refused).toMatchObject({
      code: "moved-on",
      details: { state: "queued", version: version + 1, by: { kind: "member" } },
    });
    expect((await seen(moderator, questionId)).version).toBe(version + 1);
  });

  test("ten who put the same question on air at once are one who did", async () => {
    const { webinarId, ada, moderator, organiser } = await stage.hour();
    const { id: questionId, version } = await ask(ada, webinarId, "Ten times?");
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        (at % 2 ? moderator : organiser).outcome("webinars.putOnAir", { questionId, version, ...change() }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["ok", "moved-on"]));
  });

  test("a change sent ten times at once is made once and answered ten times", async () => {
    const { webinarId, ada, moderator } = await stage.hour();
    const { id: questionId, version } = await ask(ada, webinarId, "Declined ten times?");
    const input = { questionId, version, ...change(), reason: "Asked before" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => moderator.call("webinars.decline", input)));
    for (const answer of answers) expect(answer).toMatchObject({ state: "declined", version: version + 1 });
  });
});

describe("the way to an answer", () => {
  test("given, taken, held ready, put on air, put back, answered aloud with its second", async () => {
    const { webinarId, ada, ben, moderator, salma, ingrid } = await stage.hour();
    const first = await ask(ada, webinarId, "First?");
    const second = await ask(ben, webinarId, "Second?");
    const step = (version: number) => ({ questionId: first.id, version, ...change() });

    expect(await ben.outcome("webinars.assign", { ...step(1), panellistId: salma.id })).toBe("not-allowed");
    expect(await moderator.outcome("webinars.assign", { ...step(1), panellistId: ben.id })).toBe("bad-input");
    const assigned = await moderator.call("webinars.assign", { ...step(1), panellistId: salma.id });
    expect(assigned.assignee?.name).toBe("Salma Panellist");
    await eventually(async () => {
      const { items } = await salma.call("notifications.listNotifications", {});
      return items.find(
        ({ kind, excerpt, link }) => kind === "assigned" && excerpt === "First?" && link.endsWith("/panel"),
      );
    });
    expect(await ingrid.outcome("webinars.take", step(2))).toBe("moved-on");
    expect(await ingrid.call("webinars.take", { questionId: second.id, version: 1, ...change() })).toMatchObject({
      assignee: { name: "Ingrid Panellist" },
    });
    expect(await moderator.outcome("webinars.take", { questionId: second.id, version: 2, ...change() })).toBe(
      "not-allowed",
    );
    expect(await moderator.call("webinars.holdReady", { ...step(2), ready: true })).toMatchObject({
      ready: true,
      state: "queued",
    });

    await moveClock(65_000);
    expect(await moderator.call("webinars.putOnAir", step(3))).toMatchObject({ state: "onair", ready: false });
    const taken = await moderator
      .call("webinars.putOnAir", { questionId: second.id, version: 2, ...change() })
      .catch((thrown) => thrown);
    expect(taken).toMatchObject({ code: "air-taken", details: { questionId: first.id } });
    const back = await moderator.call("webinars.putBack", step(4));
    expect(back).toMatchObject({ state: "queued", onAirSince: null });
    await moderator.call("webinars.putOnAir", step(5));
    // Finish and take next.
    expect(
      await moderator.call("webinars.putOnAir", { questionId: second.id, version: 2, ...change(), finish: first.id }),
    ).toMatchObject({ state: "onair" });
    const answered = await seen(ben, first.id);
    expect(answered).toMatchObject({
      state: "answered",
      answers: [{ kind: "spoken", by: { name: "Salma Panellist" }, html: null }],
    });
    expect(answered.answers[0]?.second).toBeGreaterThanOrEqual(65);
    expect(answered.answers[0]?.second).toBeLessThan(90);
    expect(await ingrid.call("webinars.answerAloud", { questionId: second.id, version: 3, ...change() })).toMatchObject(
      {
        state: "answered",
        answers: [{ kind: "spoken", by: { name: "Ingrid Panellist" } }],
      },
    );
    await eventually(async () => {
      const { items } = await ada.call("notifications.listNotifications", {});
      return items.find(({ kind, excerpt }) => kind === "question-answered" && excerpt === "First?");
    });
    // Taken back, and forward again.
    expect(await moderator.call("webinars.reopenQuestion", step(answered.version))).toMatchObject({
      state: "queued",
      answers: [],
    });
    expect(await ben.outcome("webinars.reopenQuestion", step(answered.version + 1))).toBe("not-allowed");
  });

  test("two questions put on air at once: one is, the other is refused with it", async () => {
    const { webinarId, ada, ben, moderator, organiser } = await stage.hour();
    const both = await Promise.all([ask(ada, webinarId, "This?"), ask(ben, webinarId, "That?")]);
    const outcomes = await Promise.all(
      both.map(({ id, version }, at) =>
        (at ? moderator : organiser).outcome("webinars.putOnAir", { questionId: id, version, ...change() }),
      ),
    );
    expect(outcomes.sort()).toEqual(["air-taken", "ok"]);
  });

  test("whoever writes claims the question for two minutes; who loses the race adds a further answer", async () => {
    const { webinarId, ada, salma, ingrid, ben, moderator } = await stage.hour();
    const { id: questionId } = await ask(ada, webinarId, "In writing?");
    expect(await ben.outcome("webinars.claimAnswer", { questionId, ...change(), on: true })).toBe("not-allowed");
    await moderator.watch(`webinar:${webinarId}:desk`);
    const told = moderator.told((one) => one.kind === "question" && (one.view?.["claim"] ?? null) !== null);
    await salma.call("webinars.claimAnswer", { questionId, ...change(), on: true });
    expect((await told).view).toMatchObject({ claim: { by: { name: "Salma Panellist" } } });
    expect((await seen(ben, questionId)).claim).toBeNull();
    const taken = await ingrid
      .call("webinars.claimAnswer", { questionId, ...change(), on: true })
      .catch((thrown) => thrown);
    expect(taken).toMatchObject({ code: "claim-taken", details: { by: { name: "Salma Panellist" } } });
    expect(await ingrid.outcome("webinars.answerInWriting", { questionId, ...change(), body: "Mine" })).toBe(
      "claim-taken",
    );

    await moveClock(121_000);
    const answered = await ingrid.call("webinars.answerInWriting", {
      questionId,
      ...change(),
      body: "The **village** does.",
    });
    expect(answered).toMatchObject({
      state: "answered",
      answers: [{ kind: "written", html: "<p>The <strong>village</strong> does.</p>" }],
    });
    expect(await salma.outcome("webinars.answerInWriting", { questionId, ...change(), body: "Late" })).toBe("moved-on");
    const both = await salma.call("webinars.answerInWriting", {
      questionId,
      ...change(),
      body: "And the ministry.",
      further: true,
    });
    expect(both.answers.map(({ by }) => by.name)).toEqual(["Ingrid Panellist", "Salma Panellist"]);
  });

  test("a private answer is read by its asker, its writer and the moderators; others see that there is one", async () => {
    const { webinarId, ada, ben, salma, ingrid, moderator } = await stage.hour();
    const { id: questionId } = await ask(ada, webinarId, "Just for me?");
    await ben.watch(`webinar:${webinarId}:room`);
    await ingrid.watch(`webinar:${webinarId}:panel`);
    await ada.watch(`person:${ada.id}`);
    const heard = Promise.all(
      [ben, ingrid].map((one) => one.told(({ id, view }) => id === questionId && view?.["state"] === "answered")),
    );
    const own = ada.told(
      ({ kind, id, view }) => kind === "myQuestion" && id === questionId && view?.["state"] === "answered",
    );
    const answered = await salma.call("webinars.answerInWriting", {
      questionId,
      ...change(),
      body: "canary-7f",
      toAskerOnly: true,
    });
    expect(answered.answers[0]?.html).toBe("<p>canary-7f</p>");
    expect((await own).view).toMatchObject({ answers: [{ html: "<p>canary-7f</p>" }] });
    const elsewhere = [
      ...(await heard),
      await ben.call("webinars.readRoom", { webinarId }),
      await ingrid.call("webinars.readRoom", { webinarId, desk: "panel" }),
      await ben.call("webinars.readQuestion", { questionId }),
    ];
    for (const view of elsewhere) expect(JSON.stringify(view)).not.toContain("canary-7f");
    expect((await seen(ben, questionId)).answers).toMatchObject([{ toAskerOnly: true, html: null }]);
    expect((await seen(salma, questionId)).answers[0]?.html).toContain("canary-7f");
    expect((await seen(moderator, questionId)).answers[0]?.html).toContain("canary-7f");
  });

  test("a declined question leaves the room; its asker is told why, and the decision is kept", async () => {
    const { webinarId, cleo, ben, moderator, organiser } = await stage.hour();
    const { id: questionId, version } = await ask(cleo, webinarId, "Off the subject?", { anonymous: true });
    await ben.watch(`webinar:${webinarId}:room`);
    const gone = ben.told(({ id, view }) => id === questionId && view === null);
    await moderator.call("webinars.decline", { questionId, version, ...change(), reason: "Not about this" });
    expect((await gone).view).toBeNull();
    expect(await ben.outcome("webinars.readQuestion", { questionId })).toBe("not-found");
    expect((await cleo.call("webinars.readRoom", { webinarId })).myQuestions).toMatchObject([
      { state: "declined", declineReason: "Not about this" },
    ]);
    await eventually(async () => {
      const { items } = await cleo.call("notifications.listNotifications", {});
      return items.find(({ kind, reason }) => kind === "question-declined" && reason === "Not about this");
    });
    const decision = await eventually(async () => {
      const { items } = await organiser.call("moderation.listDecisions", {});
      return items.find(({ kind, excerpt }) => kind === "decline-question" && excerpt === "Off the subject?");
    });
    expect(JSON.stringify(decision)).not.toContain(cleo.id);
    expect(decision).toMatchObject({ by: { name: "Kofi Moderator" }, about: { kind: "anonymous" } });
  });

  test("a decline that is taken back before its record is written stands in the record", async () => {
    const { webinarId, cleo, moderator, organiser } = await stage.hour();
    const { id: questionId, version } = await ask(cleo, webinarId, "Declined by mistake?");
    // As one that was asked before there were decisions.
    await settled();
    await Questions.collection.updateOne({ _id: questionId as never }, { $unset: { decisions: 1 } });
    faults.at = (point) => {
      if (point === "changed") throw new Error("killed here by the test");
    };
    const decline = { questionId, version, ...change(), reason: "Asked before" };
    expect(await moderator.outcome("webinars.decline", decline)).toBe("internal");
    const back = { questionId, version: version + 1, ...change() };
    expect(await moderator.outcome("webinars.reopenQuestion", back)).toBe("internal");
    faults.at = () => {};
    await sweep(0);
    await settled();
    const { items } = await organiser.call("moderation.listDecisions", {});
    expect(items.filter(({ excerpt }) => excerpt === "Declined by mistake?")).toMatchObject([
      { kind: "decline-question", by: { name: "Kofi Moderator" }, about: { id: cleo.id }, reason: "Asked before" },
    ]);
    const kept = { state: "queued", decisions: [], pending: [], version: version + 2 };
    expect(await Questions.findById(questionId).lean()).toMatchObject(kept);
  });
});

test("what was told last is what a fresh read says, in each audience", async () => {
  const { webinarId, ada, ben, salma, ingrid, moderator } = await stage.hour({ preApproval: true });
  const watchers = [
    [ben, "room"],
    [ingrid, "panel"],
    [moderator, "desk"],
  ] as const;
  for (const [one, desk] of watchers) await one.watch(`webinar:${webinarId}:${desk}`);
  const asked = await Promise.all(
    Array.from({ length: 6 }, (_, at) => ask(ada, webinarId, `Question ${at}?`, { anonymous: at % 2 === 0 })),
  );
  const at = async (index: number) => {
    const questionId = asked[index]?.id as string;
    return { questionId, version: (await seen(moderator, questionId)).version, ...change() };
  };
  for (let index = 0; index < 5; index++) await moderator.call("webinars.approve", await at(index));
  await moderator.call("webinars.decline", { ...(await at(0)), reason: "Asked before" });
  await moderator.call("webinars.assign", { ...(await at(1)), panellistId: salma.id });
  await moderator.call("webinars.putOnAir", await at(1));
  await salma.call("webinars.answerInWriting", {
    questionId: asked[2]?.id as string,
    ...change(),
    body: "Only you.",
    toAskerOnly: true,
  });
  await salma.call("webinars.claimAnswer", { questionId: asked[3]?.id as string, ...change(), on: true });
  await ada.call("webinars.withdrawQuestion", { questionId: asked[4]?.id as string, ...change() });
  await settled();
  for (const [one, desk] of watchers) {
    const { questions } = await one.call("webinars.readRoom", { webinarId, desk });
    const fresh = new Map(questions.map((question) => [question.id, question]));
    const told = new Map<string, { version: number; view: unknown }>();
    await eventually(async () => {
      for (const { stream, kind, id, version, view } of one.heard)
        if (stream === `webinar:${webinarId}:${desk}` && kind === "question" && version >= (told.get(id)?.version ?? 0))
          told.set(id, { version, view });
      return asked.every(({ id }) => !fresh.has(id) || told.get(id)?.version === fresh.get(id)?.version) || undefined;
    });
    for (const [id, { view }] of told) expect(view).toEqual(fresh.get(id) ?? null);
    expect([...fresh.keys()].every((id) => told.has(id))).toBe(true);
    expect(fresh.size).toBe(desk === "desk" ? 6 : 3);
  }
});
