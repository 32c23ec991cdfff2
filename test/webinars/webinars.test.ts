/** Webinars: scheduled, watched by those who may, with guests, and within a dialogue. */
import { describe, expect, test } from "@jest/globals";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { change, eventually, inMinutes } from "../support/stage.ts";
import { ask, setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

describe("scheduling", () => {
  const plan = () => ({
    id: newId(),
    title: "An hour with the panel",
    timeZone: "Africa/Lagos",
    starts: "2030-05-01T14:00",
  });

  test("an organiser schedules it in the zone of the hour; the same again is the same", async () => {
    const { sectionId, organiser, ada } = await stage.hour();
    const input = { ...plan(), sectionId };
    const view = await organiser.call("webinars.createWebinar", input);
    expect(view).toMatchObject({
      state: "scheduled",
      startsAt: "2030-05-01T13:00:00.000Z",
      endsAt: "2030-05-01T14:00:00.000Z",
      outcomes: null,
    });
    expect(await organiser.call("webinars.createWebinar", input)).toEqual(view);
    expect(await ada.call("webinars.readWebinar", { webinarId: input.id })).toMatchObject({
      registered: false,
      may: { ask: false, vote: false, chat: false, panel: false, moderate: false, host: false, register: true },
    });
    await organiser.watch(`webinar:${input.id}:room`);
    const told = organiser.told(({ kind, version }) => kind === "webinar" && version === 2);
    const { id: webinarId, sectionId: _, ...written } = input;
    const changed = await organiser.call("webinars.changeWebinar", {
      webinarId,
      ...change(),
      ...written,
      title: "Another title",
      minutes: 90,
    });
    expect(changed).toMatchObject({ title: "Another title", endsAt: "2030-05-01T14:30:00.000Z" });
    expect((await told).view).toEqual(changed);
  });

  test("who saves an older plan than stands is refused, and throws nobody off the panel", async () => {
    const { webinarId, organiser, ingrid, moderator } = await stage.hour({ open: false });
    const { webinar: opened } = await organiser.call("webinars.readWebinar", { webinarId });
    const invited = { id: newId(), webinarId, name: "Gita Guest", panellist: true };
    const { guest } = await organiser.call("webinars.inviteGuest", invited);
    const { title, timeZone, starts, version } = opened;
    const mine = { webinarId, title, timeZone, starts, panellistIds: [ingrid.id], moderatorIds: [moderator.id] };
    const refused = await organiser
      .call("webinars.changeWebinar", { ...mine, ...change(), version })
      .catch((thrown) => thrown);
    expect(refused).toMatchObject({ code: "moved-on", details: { state: "scheduled", version: version + 1 } });
    const { webinar: stands } = await organiser.call("webinars.readWebinar", { webinarId });
    expect(stands.panellists.map(({ id }) => id)).toContain(guest.id);

    const again = { ...mine, ...change(), version: stands.version, panellistIds: [ingrid.id, String(guest.id)] };
    const saved = await organiser.call("webinars.changeWebinar", again);
    expect(saved.panellists.map(({ id }) => id)).toEqual([ingrid.id, guest.id]);
    // The same change again is made already, whatever stands.
    expect(await organiser.call("webinars.changeWebinar", again)).toEqual(saved);
    expect(await organiser.outcome("webinars.changeWebinar", { ...mine, ...change() })).toBe("ok");
    expect(await organiser.outcome("webinars.changeWebinar", { ...mine, ...change(), version: "3" } as never)).toBe(
      "bad-input",
    );
  });

  test("who may not, and what is no plan", async () => {
    const { sectionId, organiser, moderator, ada, webinarId } = await stage.hour();
    const input = () => ({ ...plan(), sectionId });
    for (const [one, code] of [
      [stage.house.visitor(), "sign-in-first"],
      [ada, "not-allowed"],
      [moderator, "not-allowed"],
    ] as const)
      expect(await one.outcome("webinars.createWebinar", input())).toBe(code);
    expect(await organiser.outcome("webinars.createWebinar", { ...input(), timeZone: "Mars/Olympus" })).toBe(
      "time-not-valid",
    );
    expect(await organiser.outcome("webinars.createWebinar", { ...input(), starts: "2030-02-30T10:00" })).toBe(
      "time-not-valid",
    );
    expect(await organiser.outcome("webinars.createWebinar", { ...input(), panellistIds: [newId()] })).toBe(
      "bad-input",
    );
    expect(await organiser.outcome("webinars.createWebinar", { ...input(), moderatorIds: [ada.id] })).toBe("bad-input");
    expect(await organiser.outcome("webinars.createWebinar", { ...plan(), sectionId: newId() })).toBe("bad-input");
    expect(await organiser.outcome("webinars.createWebinar", plan())).toBe("bad-input");
    for (const verb of ["webinars.openWebinar", "webinars.closeWebinar", "webinars.callBackClose"] as const)
      expect(await ada.outcome(verb, { webinarId, ...change() })).toBe("not-allowed");
    expect(await ada.outcome("webinars.previewClose", { webinarId })).toBe("not-allowed");
    expect(await organiser.outcome("webinars.readWebinar", { webinarId: newId() })).toBe("not-found");
  });

  test("a moderator of other hours runs this one no more than anybody", async () => {
    const { webinarId, ada } = await stage.hour();
    const other = await stage.house.member("Mona Elsewhere", { role: "moderator" });
    const { id: questionId } = await ask(ada, webinarId, "Whose desk?", { anonymous: true });
    expect((await other.call("webinars.readRoom", { webinarId, desk: "desk" })).desk).toBe("room");
    for (const desk of ["desk", "panel"]) await expect(other.watch(`webinar:${webinarId}:${desk}`)).rejects.toThrow();
    expect(await other.outcome("webinars.decline", { questionId, version: 1, ...change(), reason: "No" })).toBe(
      "not-allowed",
    );
    expect(await other.outcome("webinars.closeWebinar", { webinarId, ...change() })).toBe("not-allowed");
  });

  test("streams are watched by those who see that audience, and a hidden hour by nobody else", async () => {
    const { webinarId, ada, salma, moderator } = await stage.hour();
    const hidden = await stage.hour({ readers: "staff" });
    const may = async (one: Client, stream: string) =>
      one.watch(stream).then(
        () => true,
        () => false,
      );
    const visitor = stage.house.visitor();
    for (const [one, room, panel, desk] of [
      [visitor, true, false, false],
      [ada, true, false, false],
      [salma, true, true, false],
      [moderator, true, true, true],
    ] as const) {
      expect(await may(one, `webinar:${webinarId}:room`)).toBe(room);
      expect(await may(one, `webinar:${webinarId}:panel`)).toBe(panel);
      expect(await may(one, `webinar:${webinarId}:desk`)).toBe(desk);
      expect(await may(one, `webinar:${webinarId}:kitchen`)).toBe(false);
      expect(await may(one, `webinar:${webinarId}:room:more`)).toBe(false);
      expect(await may(one, `chat:${webinarId}`)).toBe(true);
    }
    for (const one of [visitor, ada])
      for (const stream of [`webinar:${hidden.webinarId}:room`, `chat:${hidden.webinarId}`])
        expect(await may(one, stream)).toBe(false);
    expect(await visitor.outcome("webinars.readWebinar", { webinarId: hidden.webinarId })).toBe("not-found");
    expect(await visitor.outcome("webinars.listChat", { webinarId: hidden.webinarId })).toBe("not-found");
  });

  test("who is taken off the panel stops watching it", async () => {
    const { webinarId, organiser, salma, ingrid, moderator, ada } = await stage.hour();
    await salma.watch(`webinar:${webinarId}:panel`);
    const socket = await salma.connect();
    const removed = new Promise((resolve) => socket.once("removed", resolve));
    await organiser.call("webinars.changeWebinar", {
      webinarId,
      ...change(),
      title: "Fewer on the panel",
      timeZone: "UTC",
      starts: inMinutes(1),
      panellistIds: [ingrid.id],
      moderatorIds: [moderator.id],
    });
    expect(await removed).toEqual({ stream: `webinar:${webinarId}:panel` });
    const { id: questionId } = await ask(ada, webinarId, "Hers?");
    expect(await salma.outcome("webinars.take", { questionId, version: 1, ...change() })).toBe("not-allowed");
  });
});

describe("guests", () => {
  test("come by a personal link, take part in their hour, answer on the panel, and read no other room", async () => {
    const { webinarId, organiser, ada } = await stage.hour({ readers: "members" });
    const other = await stage.hour({ readers: "members" });
    const invitation = { id: newId(), webinarId, name: "Gita Guest", panellist: true, country: "IN" };
    expect(await ada.outcome("webinars.inviteGuest", invitation)).toBe("not-allowed");
    const invited = await organiser.call("webinars.inviteGuest", invitation);
    expect(await organiser.call("webinars.inviteGuest", invitation)).toEqual(invited);
    expect((await organiser.call("webinars.listGuests", { webinarId })).guests).toMatchObject([
      { guest: { name: "Gita Guest" }, panellist: true, link: invited.link },
    ]);
    expect(await ada.outcome("webinars.listGuests", { webinarId })).toBe("not-allowed");

    const gita = new Client(stage.house.url);
    await gita.http("sessions.useJoinLink", {
      token: new URL(invited.link, stage.house.url).searchParams.get("token") as string,
    });
    expect(await gita.call("webinars.readRoom", { webinarId, desk: "panel" })).toMatchObject({
      desk: "panel",
      may: { ask: true, panel: true, host: false },
    });
    const { id: questionId } = await ask(ada, webinarId, "For the guest?");
    await gita.call("webinars.take", { questionId, version: 1, ...change() });
    expect(await gita.call("webinars.answerInWriting", { questionId, ...change(), body: "Gladly." })).toMatchObject({
      state: "answered",
    });
    expect(await gita.outcome("webinars.readRoom", { webinarId: other.webinarId })).toBe("not-found");
    await expect(gita.watch(`webinar:${other.webinarId}:room`)).rejects.toThrow();
    gita.close();
  });
});

describe("in a dialogue", () => {
  test("its webinars stand with it, and their figures in its report", async () => {
    const { organiser, ada, ben, cleo, moderator, ingrid } = stage.people;
    const [dialogueId, webinarId] = [newId(), newId()];
    const slug = `dialogue-${dialogueId.slice(-12)}`;
    await organiser.call("dialogues.createDialogue", {
      id: dialogueId,
      sectionId: newId(),
      slug,
      title: "Transformative evaluation",
      timeZone: "UTC",
      opens: inMinutes(-60),
      closes: inMinutes(60 * 24 * 7),
      conceptNotes: [{ language: "en", body: "Why we meet." }],
    });
    await organiser.call("webinars.createWebinar", {
      id: webinarId,
      dialogueId,
      title: "The hour",
      timeZone: "UTC",
      starts: inMinutes(1),
      panellistIds: [ingrid.id],
      moderatorIds: [moderator.id],
    });
    await moderator.call("webinars.openWebinar", { webinarId, ...change() });
    for (const one of [ada, ben, ingrid]) await one.call("webinars.enterRoom", { webinarId });
    const first = await ask(ada, webinarId, "Carried and answered?");
    await ask(ada, webinarId, "Without a name?", { anonymous: true });
    const gone = await ask(cleo, webinarId, "Declined?");
    await moderator.call("webinars.decline", { questionId: gone.id, version: 1, ...change(), reason: "Asked before" });
    for (const voter of [ben, cleo]) await voter.call("webinars.vote", { questionId: first.id, on: true });
    await ben.call("webinars.sendChatLine", { id: newId(), webinarId, text: "Hello" });
    await moveClock(20 * 60_000);
    await ben.call("webinars.leaveRoom", { webinarId });
    await moveClock(20 * 60_000);
    await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
    await moveClock(10_100);
    await eventually(async () => {
      await runDueJobs();
      return (await ada.call("webinars.readWebinar", { webinarId })).webinar.state === "closed" || undefined;
    });
    await settled();
    const { row } = await ada.call("dialogues.readDialogue", { slug });
    expect(row.webinars).toMatchObject([
      { id: webinarId, state: "closed", dialogue: { slug }, outcomes: { received: 3, holds: true } },
    ]);
    const figures = await organiser.call("dialogues.readFigures", { dialogueId });
    expect(figures.webinars).toEqual([
      {
        webinar: { id: webinarId, title: "The hour" },
        attendees: 2,
        engaged: 1,
        engagement: 50,
        askers: 3,
        received: 3,
        outcomes: { answered: 0, declined: 1, merged: 0, withdrawn: 0, carried: 2 },
        answeredInForum: 0,
        votes: 2,
        chatLines: 1,
      },
    ]);
  });
});
