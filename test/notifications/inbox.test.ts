/** The inbox: each thing once, live, read on every page, and a guest's by mail too. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createGuest } from "../../server/features/members/index.ts";
import { type NewNotification, notify } from "../../server/features/notifications/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { mailsTo } from "../sessions/mailed.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let ada: Someone;
let ben: Someone;
beforeAll(async () => {
  house = await startTestHouse();
  ada = await house.member("Ada Lane");
  ben = await house.member("Ben Moor");
});
afterAll(() => house.stop());

const reply = (personId: string, more: Partial<NewNotification> = {}): NewNotification => ({
  kind: "reply",
  subjectId: newId(),
  personId,
  actorId: ben.id,
  title: "Slowing down",
  excerpt: "Quite so.",
  language: "en",
  link: `/posts/${newId()}`,
  ...more,
});
const inbox = (who: Client, only: "all" | "unread" = "all") => who.http("notifications.listNotifications", { only });
const upTo = () => new Date(Date.now() + 60_000).toISOString();

describe("the inbox", () => {
  test("hears of a thing live and once, with the new unread count", async () => {
    await ada.watch(`person:${ada.id}`);
    const one = reply(ada.id, { reason: "because", count: 3 });
    const told = ada.told("notification");
    const me = ada.told(({ kind, view }) => kind === "me" && view?.["unread"] === 1);
    await Promise.all([notify(one), notify(one), notify({ ...one, excerpt: "Another wording." })]);
    expect((await told).view).toMatchObject({
      kind: "reply",
      actor: { name: "Ben Moor" },
      title: "Slowing down",
      reason: "because",
      count: 3,
      readAt: null,
    });
    await me;
    await settled();
    expect(await inbox(ada)).toMatchObject({
      items: [{ id: `reply:${one.subjectId}:${ada.id}` }],
      unread: 1,
      next: null,
    });
    expect(ada.heard.filter(({ kind }) => kind === "notification")).toHaveLength(1);
  });

  test("does not tell anybody of what he or she did", async () => {
    await notify(reply(ben.id));
    expect((await inbox(ben)).items).toEqual([]);
  });

  test("what is read is read on every page, one or all", async () => {
    const cleo = await house.member("Cleo Reader");
    const other = await house.again(cleo);
    await other.watch(`person:${cleo.id}`);
    for (let made = 0; made < 3; made++) await notify(reply(cleo.id));
    await settled();
    const [first] = (await inbox(cleo)).items;
    const told = other.told(({ kind, view }) => kind === "notification" && view?.["readAt"] !== null);
    const me = other.told(({ kind, view }) => kind === "me" && view?.["unread"] === 2);
    const changeId = newId();
    expect(await cleo.call("notifications.markRead", { changeId, id: first?.id as string })).toEqual({ unread: 2 });
    expect((await told).id).toBe(first?.id);
    await me;
    expect(await cleo.call("notifications.markRead", { changeId, id: first?.id as string })).toEqual({ unread: 2 });
    expect((await inbox(cleo, "unread")).items).toHaveLength(2);
    const none = other.told(({ kind, view }) => kind === "me" && view?.["unread"] === 0);
    expect(await cleo.call("notifications.markRead", { changeId: newId(), upTo: upTo() })).toEqual({ unread: 0 });
    await none;
    expect((await inbox(cleo, "unread")).items).toEqual([]);
    expect((await inbox(cleo)).items).toHaveLength(3);
  });

  test("what comes after `upTo` stays unread", async () => {
    const dan = await house.member("Dan Late");
    await notify(reply(dan.id));
    const [seen] = (await inbox(dan)).items;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await notify(reply(dan.id));
    expect(await dan.http("notifications.markRead", { changeId: newId(), upTo: seen?.createdAt as string })).toEqual({
      unread: 1,
    });
  });

  test("comes by pages, the latest first, and whole with a watch", async () => {
    const eve = await house.member("Eve Many");
    // Two of the same millisecond stand in the order of what they are about.
    for (let made = 100; made < 165; made++)
      await notify(reply(eve.id, { title: `Thread ${made - 100}`, subjectId: `post ${made}` }));
    await settled();
    const titles: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await eve.http("notifications.listNotifications", cursor === undefined ? {} : { cursor });
      titles.push(...page.items.map(({ title }) => title));
      expect(page.unread).toBe(65);
      cursor = page.next;
    }
    expect(titles).toEqual(Array.from({ length: 65 }, (_, made) => `Thread ${64 - made}`));
    const { changes } = await eve.watch(`person:${eve.id}`);
    expect(changes.filter(({ kind }) => kind === "notification")).toHaveLength(30);
    expect(changes.find(({ kind }) => kind === "me")?.view).toMatchObject({ unread: 65 });
    expect(await eve.http("notifications.markRead", { changeId: newId(), upTo: upTo() })).toEqual({ unread: 0 });
  });

  test("long words are cut, and an actor who must not be named is not", async () => {
    const fay = await house.member("Fay Long");
    await notify(reply(fay.id, { actorId: null, title: "word ".repeat(100), excerpt: "𐍈".repeat(400) }));
    const [one] = (await inbox(fay)).items;
    expect(one?.actor).toBeNull();
    expect(one?.title.length).toBeLessThanOrEqual(201);
    expect(one?.title.endsWith("word…")).toBe(true);
    expect(one?.excerpt.isWellFormed()).toBe(true);
  });

  test("is its owner's alone: another's is as if it were not there", async () => {
    const gia = await house.member("Gia Private");
    await notify(reply(gia.id));
    const [one] = (await inbox(gia)).items;
    expect((await inbox(ada)).items.map(({ id }) => id)).not.toContain(one?.id);
    const refusal = async (id: string) => {
      const response = await ben.fetch("/api/notifications/read", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ changeId: newId(), id }),
      });
      return `${response.status} ${await response.text()}`;
    };
    expect(await refusal(one?.id as string)).toBe(await refusal(`reply:${newId()}:${gia.id}`));
    expect((await inbox(gia)).unread).toBe(1);
  });

  test("is for who is signed in, and takes no bad input", async () => {
    const visitor = house.visitor();
    expect(await visitor.outcome("notifications.listNotifications", {})).toBe("sign-in-first");
    expect(await visitor.outcome("notifications.markRead", { changeId: newId(), upTo: upTo() })).toBe("sign-in-first");
    for (const wrong of [
      {},
      { upTo: "yesterday" },
      { id: { $ne: null } },
      { id: ["x"] },
      { id: "x".repeat(201) },
      { upTo: upTo(), personId: ada.id },
    ])
      expect(await ben.outcome("notifications.markRead", { changeId: newId(), ...wrong } as never)).toBe("bad-input");
    expect(await ben.outcome("notifications.listNotifications", { cursor: "nonsense" })).toBe("bad-input");
    expect(await ben.outcome("notifications.listNotifications", { only: "mine" } as never)).toBe("bad-input");
  });
});

describe("a guest's inbox", () => {
  test("is there, and what became of the question is mailed with the personal link, once", async () => {
    const email = "gus@example.org";
    const said = { name: "Gus Guest", email, country: null, organisation: "", language: "ar", panellist: false };
    const guest = await createGuest(system, { id: newId(), webinarId: newId(), ...said });
    const carried = reply(guest._id, {
      kind: "question-carried",
      actorId: null,
      title: "The long quiet",
      excerpt: "Who listens?",
    });
    await notify(carried);
    await notify(carried);
    await notify(reply(guest._id));
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toMatch(/Who listens\?[\s\S]*\/join\?token=/);
    expect(mails[0]?.language).toBe("ar");
    const browser = house.visitor();
    const token = /token=([\w-]+)/.exec(mails[0]?.text ?? "")?.[1] ?? "";
    await browser.http("sessions.useJoinLink", { token });
    expect((await inbox(browser)).unread).toBe(2);
  });
});
