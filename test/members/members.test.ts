/** Members: made, found, changed by themselves and by others, suspended; and how they stand beside texts. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createGuest, findPeople, findPerson, guestLink, readGuest } from "../../server/features/members/index.ts";
import { Members } from "../../server/features/members/member.model.ts";
import { resetLimits } from "../../server/platform/limits.ts";
import { faults, settled, sweep } from "../../server/platform/outbox/index.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { mailedToken, mailsTo } from "../sessions/mailed.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let admin: Someone;
let organiser: Someone;
let moderator: Someone;
let ada: Someone;
let guest: Someone;
let visitor: Client;
beforeAll(async () => {
  house = await startTestHouse();
  admin = await house.member("Vera Admin", { role: "admin" });
  organiser = await house.member("Olga Organiser", { role: "organiser" });
  moderator = await house.member("Milo Moderator", { role: "moderator" });
  ada = await house.member("Ada Lane", { organisation: "Lane & Co", country: "KE", gender: "woman" });
  guest = await house.guest("Gus Guest", newId());
  visitor = house.visitor();
});
beforeEach(() => resetLimits());
afterAll(() => house.stop());

const written = (name: string, more: object = {}) => ({ id: newId(), email: `${newId()}@example.org`, name, ...more });

describe("making a member", () => {
  test("an admin does; the invitation signs in once and leads in", async () => {
    const input = written("Ines Invited", { email: " Ines@Example.org ", language: "ar", role: "organiser" as const });
    const member = await admin.http("members.createMember", input);
    expect(member).toMatchObject({
      name: "Ines Invited",
      email: "ines@example.org",
      role: "organiser",
      state: "active",
      version: 1,
      lastSeenAt: null,
    });
    const [mail, ...more] = await mailsTo("ines@example.org");
    expect(more).toEqual([]);
    expect(mail?.language).toBe("ar");
    const browser = house.visitor();
    const { me } = await browser.http("sessions.useLink", { token: await mailedToken("ines@example.org") });
    expect(me).toMatchObject({
      person: { name: "Ines Invited", role: "organiser" },
      language: "ar",
      hasPassword: false,
    });
  });

  test("the same again makes one, by one mail; other input under the same id is refused", async () => {
    const input = written("Rosa Retry");
    const made = await Promise.all(Array.from({ length: 10 }, () => admin.http("members.createMember", input)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await mailsTo(input.email)).toHaveLength(1);
    expect(await admin.outcome("members.createMember", { ...input, name: "Rosa Other" })).toBe("already-sent");
    expect(await organiser.outcome("members.createMember", input)).toBe("id-taken");
  });

  test("no two have one address, nor names that look alike", async () => {
    const input = written("Carla Twin");
    await admin.http("members.createMember", input);
    expect(
      await admin.outcome("members.createMember", written("Carla Other", { email: input.email.toUpperCase() })),
    ).toBe("email-taken");
    for (const alike of ["carla  twin", "Carla-Twin", "Сагlа Тwіn".replace(/[гТ]/g, "")]) {
      const code = await admin.outcome("members.createMember", written(alike));
      expect(["name-taken", "bad-input"]).toContain(code);
    }
    expect(await admin.outcome("members.createMember", written("Аdа Lаnе"))).toBe("bad-input");
    expect(await admin.outcome("members.createMember", written("\u202eenaL adA\u202c"))).toBe("ok");
    expect(await admin.outcome("members.createMember", written("?!"))).toBe("bad-input");
  });

  test("two at once with one address: one is made", async () => {
    const email = `${newId()}@example.org`;
    const codes = await Promise.all(
      ["Dora Race", "Emil Race"].map((name) => admin.outcome("members.createMember", written(name, { email }))),
    );
    expect(codes.sort()).toEqual(["email-taken", "ok"]);
  });

  test("organisers make members and moderators, no organisers; nobody else makes any", async () => {
    expect(await organiser.outcome("members.createMember", written("Fay Member"))).toBe("ok");
    expect(await organiser.outcome("members.createMember", written("Gil Moderator", { role: "moderator" }))).toBe("ok");
    for (const role of ["organiser", "admin"])
      expect(await organiser.outcome("members.createMember", written("Hal High", { role }))).toBe("not-allowed");
    for (const who of [moderator, ada, guest])
      expect(await who.outcome("members.createMember", written("Ida None"))).toBe("not-allowed");
    expect(await visitor.outcome("members.createMember", written("Ida None"))).toBe("sign-in-first");
  });

  test.each([
    [{ id: "not an id" }],
    [{ id: "018f2b6e-8f3c-4b1a-9c3d-1f2e3d4c5b6a" }],
    [{ email: { $ne: null } }],
    [{ email: "nobody" }],
    [{ email: "a@example.org\r\nBcc: b@example.org" }],
    [{ name: "X" }],
    [{ name: ["Ada", "Ben"] }],
    [{ name: "x".repeat(81) }],
    [{ role: "owner" }],
    [{ country: "Kenya" }],
    [{ passwordHash: "x" }],
    [{ state: "banned" }],
  ])("bad input %j is refused", async (wrong) => {
    expect(await admin.outcome("members.createMember", { ...written("Jana Wrong"), ...wrong } as never)).toBe(
      "bad-input",
    );
  });
});

describe("finding members", () => {
  test("organisers list all by pages, and search by words or by address", async () => {
    for (let made = 0; made < 32; made++)
      await house.member(`Many ${String.fromCharCode(97 + (made % 26))}${made < 26 ? "" : "z"}`);
    const first = await organiser.http("members.listMembers", {});
    expect(first.items).toHaveLength(30);
    const second = await organiser.http("members.listMembers", { cursor: first.next as string });
    expect(first.items.map(({ id }) => id)).not.toContain(second.items[0]?.id);
    const found = async (search: string) =>
      (await organiser.http("members.listMembers", { search })).items.map(({ name }) => name);
    expect(await found("ada lan")).toEqual(["Ada Lane"]);
    expect(await found(`${ada.id}@EXAMPLE.org`)).toEqual(["Ada Lane"]);
    expect(await found("nobody by this")).toEqual([]);
    expect(await organiser.outcome("members.listMembers", { cursor: "nonsense" })).toBe("bad-input");
    expect(await organiser.outcome("members.listMembers", { search: "x".repeat(101) })).toBe("bad-input");
  });
  test("nobody else does", async () => {
    for (const who of [moderator, ada, guest]) expect(await who.outcome("members.listMembers", {})).toBe("not-allowed");
    expect(await visitor.outcome("members.listMembers", {})).toBe("sign-in-first");
  });
  test("a member is offered eight names for a mention, and sees no address; a guest is offered none", async () => {
    const { people } = await ada.call("members.suggestMembers", { search: "many" });
    expect(people).toHaveLength(8);
    expect(JSON.stringify(people)).not.toContain("@");
    expect((await ada.call("members.suggestMembers", { search: "LÁNE ad" })).people.map(({ name }) => name)).toEqual([
      "Ada Lane",
    ]);
    expect((await guest.call("members.suggestMembers", { search: "ada" })).people).toEqual([]);
    expect(await visitor.outcome("members.suggestMembers", { search: "ada" })).toBe("sign-in-first");
    expect(await ada.outcome("members.suggestMembers", { search: { $regex: "." } } as never)).toBe("bad-input");
  });
});

describe("oneself", () => {
  test("a member changes the own profile, on every page that is open, and at once beside what he or she wrote", async () => {
    const noor = await house.member("Noor Before");
    await noor.watch(`person:${noor.id}`);
    await findPeople([noor.id]);
    const told = noor.told("me");
    const changeId = newId();
    const wish = {
      changeId,
      name: "Noor After",
      organisation: "Hill School",
      country: "MA",
      gender: "woman" as const,
      language: "ar",
      timeZone: "Africa/Casablanca",
      theme: "dark" as const,
    };
    const me = await noor.call("members.changeMyProfile", wish);
    expect(me).toMatchObject({
      person: { name: "Noor After", country: "MA" },
      gender: "woman",
      language: "ar",
      theme: "dark",
      version: 2,
    });
    expect((await told).view).toMatchObject({ person: { name: "Noor After" }, theme: "dark" });
    expect((await findPerson(noor.id)).name).toBe("Noor After");
    // Sent again: the same answer, no second change.
    expect((await noor.call("members.changeMyProfile", wish)).version).toBe(2);
    expect(
      await noor.outcome("members.changeMyProfile", { ...wish, changeId: newId(), timeZone: "Mars/Olympus" }),
    ).toBe("bad-input");
    expect(await noor.outcome("members.changeMyProfile", { ...wish, changeId: newId(), name: "ada lane" })).toBe(
      "name-taken",
    );
    expect(await noor.outcome("members.changeMyProfile", { ...wish, changeId: newId(), role: "admin" } as never)).toBe(
      "bad-input",
    );
  });
  test("visitors and guests have no profile to change; a visitor's me says nothing", async () => {
    const wish = { changeId: newId(), name: "Some Name" };
    expect(await visitor.outcome("members.changeMyProfile", wish)).toBe("sign-in-first");
    expect(await guest.outcome("members.changeMyProfile", wish)).toBe("not-allowed");
    expect(await visitor.http("members.readMe", {})).toMatchObject({
      person: null,
      email: null,
      unread: 0,
      version: 0,
    });
  });
  test("nobody watches what is another's own", async () => {
    for (const who of [admin, guest, visitor])
      await expect(who.watch(`person:${ada.id}`)).rejects.toMatchObject({
        code: expect.stringMatching(/not-found|not-allowed|sign-in-first/),
      });
  });
});

describe("roles", () => {
  test("hold from the next operation on, also on an open socket", async () => {
    const rose = await house.member("Rose Rising");
    await rose.connect();
    expect(await rose.outcome("members.listMembers", {})).toBe("not-allowed");
    const changeId = newId();
    expect(await admin.http("members.changeRole", { memberId: rose.id, changeId, role: "organiser" })).toMatchObject({
      role: "organiser",
    });
    expect(await rose.outcome("members.listMembers", {})).toBe("ok");
    expect((await findPerson(rose.id)).role).toBe("organiser");
    await admin.http("members.changeRole", { memberId: rose.id, changeId: newId(), role: "member" });
    expect(await rose.outcome("members.listMembers", {})).toBe("not-allowed");
    // The first change, sent again, does nothing any more.
    expect(await admin.http("members.changeRole", { memberId: rose.id, changeId, role: "organiser" })).toMatchObject({
      role: "member",
    });
  });
  test("organisers name moderators; admins name organisers; nobody changes the own", async () => {
    const ben = await house.member("Ben Moor");
    const to = (who: Client, memberId: string, role: string) =>
      who.outcome("members.changeRole", { memberId, changeId: newId(), role } as never);
    expect(await to(organiser, ben.id, "moderator")).toBe("ok");
    expect(await to(organiser, ben.id, "organiser")).toBe("not-allowed");
    expect(await to(organiser, admin.id, "member")).toBe("not-allowed");
    expect(await to(organiser, organiser.id, "member")).toBe("not-allowed");
    expect(await to(admin, admin.id, "member")).toBe("not-allowed");
    for (const who of [moderator, ada, guest]) expect(await to(who, ben.id, "member")).toBe("not-allowed");
    expect(await to(visitor, ben.id, "member")).toBe("sign-in-first");
    expect(await to(admin, newId(), "member")).toBe("not-found");
    expect(await to(admin, ben.id, "owner")).toBe("bad-input");
    expect(await to(admin, guest.id, "member")).toBe("not-found");
  });
});

describe("suspending and banning", () => {
  const set = (who: Client, memberId: string, state: string, reason = "spam") =>
    who.outcome("members.changeState", { memberId, changeId: newId(), state, reason } as never);

  test("is for moderators over members, organisers over moderators, admins over all; with a reason", async () => {
    const [sue, mod] = [await house.member("Sue Spammer"), await house.member("Max Moderator", { role: "moderator" })];
    expect(await set(moderator, sue.id, "banned", "")).toBe("bad-input");
    expect(await set(moderator, sue.id, "banned")).toBe("ok");
    expect(await set(moderator, sue.id, "active", "")).toBe("ok");
    expect(await set(moderator, mod.id, "suspended")).toBe("not-allowed");
    expect(await set(organiser, mod.id, "suspended")).toBe("ok");
    expect(await set(organiser, admin.id, "suspended")).toBe("not-allowed");
    expect(await set(admin, organiser.id, "left")).toBe("bad-input");
    expect(await set(admin, admin.id, "banned")).toBe("not-allowed");
    for (const who of [ada, guest]) expect(await set(who, sue.id, "banned")).toBe("not-allowed");
    expect(await set(visitor, sue.id, "banned")).toBe("sign-in-first");
    expect(await set(admin, newId(), "banned")).toBe("not-found");
  });
  test("shows a moderator no address, and is recorded with who and why", async () => {
    const tom = await house.member("Tom Troll");
    const answer = await moderator.http("members.changeState", {
      memberId: tom.id,
      changeId: newId(),
      state: "suspended",
      reason: "ten threads of advertising",
    });
    expect(Object.keys(answer).sort()).toEqual(["id", "state", "version"]);
    await mailsTo("nobody@example.org");
    const { items } = await moderator.http("moderation.listDecisions", {});
    expect(items.find(({ about }) => about.id === tom.id)).toMatchObject({
      kind: "suspend-member",
      by: { name: "Milo Moderator" },
      reason: "ten threads of advertising",
    });
  });
  test("a ban that is undone before its record is written stands in the record", async () => {
    const ivo = await house.member("Ivo Undone");
    const recorded = async () =>
      (await moderator.http("moderation.listDecisions", {})).items.filter(({ about }) => about.id === ivo.id);
    // As one that was made before there were decisions.
    await settled();
    await Members.collection.updateOne({ _id: ivo.id as never }, { $unset: { decisions: 1 } });
    faults.at = (point) => {
      if (point === "changed") throw new Error("killed here by the test");
    };
    expect(await set(moderator, ivo.id, "banned", "a mistake")).toBe("internal");
    expect(await set(moderator, ivo.id, "active", "")).toBe("internal");
    faults.at = () => {};
    expect(await recorded()).toEqual([]);
    await sweep(0);
    await settled();
    expect((await recorded()).map(({ kind, reason }) => `${kind}: ${reason}`).sort()).toEqual([
      "ban-member: a mistake",
      "restore-member: ",
    ]);
    expect(await Members.findById(ivo.id).lean()).toMatchObject({ decisions: [], pending: [], version: 3 });
  });
});

describe("a link sent by an organiser", () => {
  test("goes to the member alone", async () => {
    const lea = await house.member("Lea Lost");
    expect(await organiser.http("members.sendSignInLink", { memberId: lea.id })).toEqual({ sent: true });
    expect(
      await house.visitor().outcome("sessions.useLink", { token: await mailedToken(`${lea.id}@example.org`) }),
    ).toBe("ok");
    for (const who of [moderator, ada, guest])
      expect(await who.outcome("members.sendSignInLink", { memberId: lea.id })).toBe("not-allowed");
    expect(await visitor.outcome("members.sendSignInLink", { memberId: lea.id })).toBe("sign-in-first");
    expect(await organiser.outcome("members.sendSignInLink", { memberId: newId() })).toBe("not-found");
    expect(await organiser.outcome("members.sendSignInLink", { memberId: guest.id })).toBe("not-found");
  });
});

describe("ids", () => {
  test("of members and guests are one space: nobody becomes a guest under a member's id", async () => {
    const said = {
      webinarId: newId(),
      name: "Eve Other",
      email: null,
      country: null,
      organisation: "",
      language: "en",
      panellist: false,
    };
    await expect(createGuest(system, { id: ada.id, ...said })).rejects.toMatchObject({ code: "id-taken" });
    expect(await admin.outcome("members.createMember", { ...written("Eve Other"), id: guest.id })).toBe("id-taken");
  });
});

describe("people beside texts", () => {
  test("are members, guests, the system, and former members for whoever is not there", async () => {
    const unknown = newId();
    const people = await findPeople([ada.id, guest.id, "system", unknown, ada.id]);
    expect(people.get(ada.id)).toEqual({
      id: ada.id,
      kind: "member",
      name: "Ada Lane",
      role: "member",
      organisation: "Lane & Co",
      country: "KE",
    });
    expect(people.get(guest.id)).toMatchObject({ kind: "guest", name: "Gus Guest", role: null });
    expect(people.get("system")).toMatchObject({ id: null, kind: "system" });
    expect(people.get(unknown)).toMatchObject({ id: null, kind: "former" });
  });
  test("a guest's link is the same each time", async () => {
    const document = await readGuest(guest.id);
    if (!document) throw new Error("no guest");
    expect(guestLink(document)).toBe(guestLink(document));
    expect(guestLink(document)).toMatch(new RegExp(`^${house.url}/join\\?token=[\\w-]{54}$`));
  });
});
