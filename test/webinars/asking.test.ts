/** Asking: who sees the question, who is named, and what its asker may still do with it. */
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
