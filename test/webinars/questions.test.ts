/** Questions from their asking to their answer, as each audience sees them. */
import { describe, expect, test } from "@jest/globals";
import { moveClock } from "../../server/platform/clock.ts";
import { faults as outboxFaults, settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { change, eventually } from "../support/stage.ts";
import { ask, seen, setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

describe("asking", () => {
  test("a question reaches the room, the panel and the desk", async () => {
    const { webinarId, ada, ben, salma, moderator } = await stage.hour();
    await Promise.all([
      ben.watch(`webinar:${webinarId}:room`),
      salma.watch(`webinar:${webinarId}:panel`),
      moderator.watch(`webinar:${webinarId}:desk`),
    ]);
    const heard = [ben, salma, moderator].map((one) => one.told("question"));
    const mine = await ask(ada, webinarId, "Who owns the data when villagers record the change?");
    expect(mine).toMatchObject({ state: "queued", anonymous: false });
    for (const told of await Promise.all(heard))
      expect(told.view).toMatchObject({ id: mine.id, state: "queued", asker: { name: "Ada Attendee" } });
  });

  test("the same question sent twice is one, another text under its id is refused", async () => {
    const { webinarId, ada, ben } = await stage.hour();
    const input = { id: newId(), webinarId, text: "Once only?" };
    const [first, second] = await Promise.all([
      ada.call("webinars.askQuestion", input),
      ada.call("webinars.askQuestion", input),
    ]);
    expect(second).toEqual(first);
    expect(await ada.outcome("webinars.askQuestion", { ...input, text: "Twice?" })).toBe("already-sent");
    expect(await ben.outcome("webinars.askQuestion", input)).toBe("id-taken");
    expect((await ben.call("webinars.readRoom", { webinarId })).questions).toHaveLength(1);
  });

  test("before the hour those ask who registered, and guests; with pre-approval only the asker and the moderators see it", async () => {
    const { webinarId, ada, ben, moderator, salma, organiser } = await stage.hour({ open: false, preApproval: true });
    expect(await ada.outcome("webinars.askQuestion", { id: newId(), webinarId, text: "Early?" })).toBe("not-allowed");
    await ada.call("webinars.register", { webinarId, ...change() });
    const early = await ask(ada, webinarId, "Early?");
    expect(early.state).toBe("asked");
    const guest = await stage.house.guest("Gita Guest", webinarId);
    expect((await ask(guest, webinarId, "Early too?")).state).toBe("asked");

    expect((await ben.call("webinars.readRoom", { webinarId })).questions).toEqual([]);
    expect((await salma.call("webinars.readRoom", { webinarId, desk: "desk" })).desk).toBe("panel");
    expect((await salma.call("webinars.readRoom", { webinarId, desk: "panel" })).questions).toEqual([]);
    expect((await moderator.call("webinars.readRoom", { webinarId, desk: "desk" })).questions).toHaveLength(2);
    expect((await ada.call("webinars.readRoom", { webinarId })).myQuestions).toMatchObject([
      { id: early.id, state: "asked" },
    ]);
    expect(await ben.outcome("webinars.readQuestion", { questionId: early.id })).toBe("not-found");

    await ben.watch(`webinar:${webinarId}:room`);
    const shown = ben.told(({ kind, view }) => kind === "question" && view !== null);
    const approval = { questionId: early.id, version: early.version, ...change() };
    expect(await ada.outcome("webinars.approve", approval)).toBe("not-allowed");
    expect(await ben.outcome("webinars.approve", approval)).toBe("not-found");
    expect(await moderator.call("webinars.approve", approval)).toMatchObject({ state: "queued" });
    expect((await shown).view).toMatchObject({ id: early.id, state: "queued" });
    // The same change again succeeds.
    expect(await moderator.call("webinars.approve", approval)).toMatchObject({ state: "queued" });
    const inbox = await eventually(async () => {
      const { items } = await ada.call("notifications.listNotifications", {});
      return items.find(({ kind, excerpt }) => kind === "question-approved" && excerpt === "Early?");
    });
    expect(inbox).toMatchObject({ actor: null });
    expect(await organiser.outcome("webinars.readQuestion", { questionId: newId() })).toBe("not-found");
  });

  test("who may not: visitors, guests of another hour, a hidden section, a paused or unopened hour, an hour without anonymity", async () => {
    const { webinarId, ada, moderator } = await stage.hour({ anonymity: "off" });
    const other = await stage.hour();
    const input = () => ({ id: newId(), webinarId, text: "May I?" });
    expect(await stage.house.visitor().outcome("webinars.askQuestion", input())).toBe("sign-in-first");
    const stranger = await stage.house.guest("Otto Other", other.webinarId);
    expect(await stranger.outcome("webinars.askQuestion", input())).toBe("not-allowed");
    expect(await ada.outcome("webinars.askQuestion", { ...input(), anonymous: true })).toBe("anonymity-off");
    for (const text of ["", " ", "x".repeat(401)])
      expect(await ada.outcome("webinars.askQuestion", { ...input(), text })).toBe("bad-input");
    expect(await ada.outcome("webinars.askQuestion", { ...input(), state: "answered" } as never)).toBe("bad-input");

    await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: true });
    expect(await ada.outcome("webinars.askQuestion", input())).toBe("questions-not-open");
    await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: false });
    expect(await ada.outcome("webinars.askQuestion", input())).toBe("ok");

    const hidden = await stage.hour({ readers: "staff" });
    expect(await ada.outcome("webinars.readRoom", { webinarId: hidden.webinarId })).toBe("not-found");
    expect(await ada.outcome("webinars.askQuestion", { ...input(), webinarId: hidden.webinarId })).toBe("not-found");
    expect(await hidden.ingrid.outcome("webinars.readRoom", { webinarId: hidden.webinarId })).toBe("ok");
    const later = await stage.hour({ open: false, questionsAhead: false });
    expect(await ada.outcome("webinars.askQuestion", { ...input(), webinarId: later.webinarId })).toBe(
      "questions-not-open",
    );
  });
});

describe("an anonymous question", () => {
  test("names its asker to nobody but the moderators, and to them only where the asker was told so", async () => {
    for (const anonymity of ["room", "all"] as const) {
      const { webinarId, cleo, ben, salma, moderator } = await stage.hour({ anonymity });
      await moderator.watch(`webinar:${webinarId}:desk`);
      await ben.watch(`webinar:${webinarId}:room`);
      const heard = [moderator, ben].map((one) =>
        one.told(({ stream, kind }) => kind === "question" && stream.includes(webinarId)),
      );
      const mine = await ask(cleo, webinarId, `Without a name (${anonymity})?`, { anonymous: true });
      expect(mine).toMatchObject({ anonymous: true, moderatorsSee: anonymity === "room" });
      const [atDesk, inRoom] = await Promise.all(heard);
      const rooms = {
        room: await ben.call("webinars.readRoom", { webinarId }),
        panel: await salma.call("webinars.readRoom", { webinarId, desk: "panel" }),
        desk: await moderator.call("webinars.readRoom", { webinarId, desk: "desk" }),
      };
      const canary = [cleo.id, cleo.name];
      for (const nowhere of [rooms.room, rooms.panel, inRoom])
        for (const part of canary) expect(JSON.stringify(nowhere)).not.toContain(part);
      for (const desk of [rooms.desk, atDesk])
        expect(JSON.stringify(desk).includes(cleo.id)).toBe(anonymity === "room");
      // A change of the asker's own names nobody either.
      await cleo.call("webinars.editQuestion", { questionId: mine.id, ...change(), text: "Without a name, edited?" });
      const refused = await moderator
        .call("webinars.assign", { questionId: mine.id, version: mine.version, ...change(), panellistId: salma.id })
        .catch((thrown) => thrown);
      expect(refused).toMatchObject({ code: "moved-on", details: { state: "queued", by: null } });
    }
  });
});

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
});

describe("the asker's own", () => {
  test("edits for five minutes in the queue, until somebody votes or is given it", async () => {
    const { webinarId, ada, ben, salma, moderator } = await stage.hour();
    const mine = await ask(ada, webinarId, "Frist?");
    const edit = { questionId: mine.id, ...change(), text: "First?" };
    expect(await ben.outcome("webinars.editQuestion", edit)).toBe("not-allowed");
    expect(await ada.call("webinars.editQuestion", edit)).toMatchObject({ text: "First?" });
    expect(await ada.call("webinars.editQuestion", edit)).toMatchObject({ text: "First?" });
    await ben.call("webinars.vote", { questionId: mine.id, on: true });
    expect(await ada.outcome("webinars.editQuestion", { ...edit, ...change(), text: "Sold!" })).toBe("too-late");
    await ben.call("webinars.vote", { questionId: mine.id, on: false });
    expect(await ada.outcome("webinars.editQuestion", { ...edit, ...change(), text: "First of all?" })).toBe("ok");
    const { version } = await seen(moderator, mine.id);
    await moderator.call("webinars.assign", { questionId: mine.id, version, ...change(), panellistId: salma.id });
    expect(await ada.outcome("webinars.editQuestion", { ...edit, ...change() })).toBe("too-late");

    const other = await ask(ada, webinarId, "Slow?");
    await moveClock(5 * 60_000 + 1000);
    expect(await ada.outcome("webinars.editQuestion", { questionId: other.id, ...change(), text: "Too slow?" })).toBe(
      "too-late",
    );
  });

  test("a vote that comes in beside an edit was for the former text, which is put back before anybody is told that the new one stands", async () => {
    const { webinarId, ada, ben } = await stage.hour();
    const { id: questionId } = await ask(ada, webinarId, "Before?");
    await settled();
    let voted: Promise<unknown> | undefined;
    outboxFaults.at = async (point) => {
      if (point !== "changed" || voted) return;
      voted = ben.call("webinars.vote", { questionId, on: true });
      await voted;
    };
    const edit = { questionId, ...change(), text: "After?" };
    expect(await ada.outcome("webinars.editQuestion", edit)).toBe("too-late");
    outboxFaults.at = () => {};
    expect(await seen(ben, questionId)).toMatchObject({ text: "Before?" });
    // Sent again it is no more done than before.
    expect(await ada.outcome("webinars.editQuestion", edit)).toBe("too-late");
  });

  test("withdraws it while it is open", async () => {
    const { webinarId, ada, ben, moderator } = await stage.hour();
    const mine = await ask(ada, webinarId, "Never mind?");
    const input = { questionId: mine.id, ...change() };
    expect(await ben.outcome("webinars.withdrawQuestion", input)).toBe("not-allowed");
    expect(await ada.call("webinars.withdrawQuestion", input)).toMatchObject({ state: "withdrawn" });
    expect(await ada.call("webinars.withdrawQuestion", input)).toMatchObject({ state: "withdrawn" });
    expect((await ben.call("webinars.readRoom", { webinarId })).questions).toEqual([]);
    const { version } = await seen(moderator, mine.id);
    expect(await moderator.outcome("webinars.putOnAir", { questionId: mine.id, version, ...change() })).toBe(
      "moved-on",
    );
    expect(await ada.outcome("webinars.withdrawQuestion", { ...input, ...change() })).toBe("moved-on");
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
