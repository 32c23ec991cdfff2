/** The doors beside signing in: the first admin, a guest's personal link, pages of other sites, the language. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createGuest, endGuestLinks, guestToken, setPassword } from "../../server/features/members/index.ts";
import { readFirstAdminLink } from "../../server/features/sessions/index.ts";
import { moveClock, nowMs } from "../../server/platform/clock.ts";
import { resetLimits } from "../../server/platform/limits.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";
import { tokenIn } from "./mailed.ts";

const password = "a quiet river in spring";
let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
beforeEach(() => resetLimits());
afterAll(() => house.stop());

describe("the first run", () => {
  const first = (token: string) => ({
    id: newId(),
    token,
    name: "Vera First",
    email: "vera@example.org",
    password,
    language: "en",
  });

  test("prints a link with which one admin is made, once, however many try at the same time", async () => {
    const link = (await readFirstAdminLink()) ?? "";
    expect(link).toMatch(/^http:\/\/localhost:\d+\/first-admin\?token=[\w-]{43}$/);
    expect(await readFirstAdminLink()).toBe(link);
    const token = tokenIn(link);
    expect(await house.visitor().outcome("sessions.createFirstAdmin", first(`${token.slice(0, -2)}xx`))).toBe(
      "link-not-valid",
    );
    expect(
      await house.visitor().outcome("sessions.createFirstAdmin", { ...first(token), password: "Password1234" }),
    ).toBe("weak-password");

    const others = Array.from({ length: 4 }, (_, index) => ({
      ...first(token),
      name: `Racer ${"abcd"[index]}`,
      email: `racer${index}@example.org`,
    }));
    const codes = await Promise.all(others.map((each) => house.visitor().outcome("sessions.createFirstAdmin", each)));
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    expect(codes.filter((code) => code === "link-not-valid")).toHaveLength(3);

    const won = others[codes.indexOf("ok")] as (typeof others)[number];
    const browser = house.visitor();
    // The same form, sent again after its answer was lost.
    expect((await browser.http("sessions.createFirstAdmin", won)).me.person).toMatchObject({
      name: won.name,
      role: "admin",
    });
    expect(
      await house.visitor().outcome("sessions.createFirstAdmin", { ...won, password: "another password entirely" }),
    ).toBe("link-not-valid");
    expect(await house.visitor().outcome("sessions.createFirstAdmin", first(token))).toBe("link-not-valid");
    expect(await readFirstAdminLink()).toBeNull();
    expect((await browser.http("members.listMembers", {})).items).toHaveLength(1);
  });
});

describe("a guest's personal link", () => {
  const invited = (panellist = false) => {
    const said = { name: "Gus Guest", email: null, country: "KE", organisation: "", language: "ar", panellist };
    return createGuest(system, { id: newId(), webinarId: newId(), ...said });
  };

  test("works again and again, leads to the room, and makes nobody a member", async () => {
    const guest = await invited();
    const token = guestToken(guest);
    for (let time = 0; time < 3; time++) {
      const browser = house.visitor();
      const { me, goTo } = await browser.http("sessions.useJoinLink", { token });
      expect(me).toMatchObject({
        person: { id: guest._id, kind: "guest", role: null },
        webinarId: guest.webinarId,
        language: "ar",
        hasPassword: false,
      });
      expect(goTo).toBe(`/webinars/${guest.webinarId}`);
      expect((await browser.http("members.readMe", {})).person?.name).toBe("Gus Guest");
      expect(await browser.outcome("members.listMembers", {})).toBe("not-allowed");
      expect(await browser.outcome("notifications.listNotifications", {})).toBe("ok");
    }
  });
  test("leads a panellist to the panel", async () => {
    const guest = await invited(true);
    expect((await house.visitor().http("sessions.useJoinLink", { token: guestToken(guest) })).goTo).toBe(
      `/webinars/${guest.webinarId}/panel`,
    );
  });
  test("leaves a member a member", async () => {
    const guest = await invited();
    const ada = await house.member("Ada Lane");
    const { me, goTo } = await ada.http("sessions.useJoinLink", { token: guestToken(guest) });
    expect(me.person).toMatchObject({ name: "Ada Lane", kind: "member" });
    expect(goTo).toBe(`/webinars/${guest.webinarId}`);
  });
  test("signs a guest in as a member, once there is a password", async () => {
    const guest = await house.guest("Gia Guest", newId());
    const bea = await house.member("Bea Both");
    await setPassword(bea.id, password);
    await guest.http("sessions.signIn", { email: `${bea.id}@example.org`, password });
    expect((await guest.http("members.readMe", {})).person?.kind).toBe("member");
  });
  test("ends when the webinar says so, and its sessions with it", async () => {
    const guest = await invited();
    const token = guestToken(guest);
    const browser = house.visitor();
    await browser.http("sessions.useJoinLink", { token });
    await endGuestLinks(guest.webinarId, new Date(nowMs() + 30 * 86_400_000));
    await moveClock(29 * 86_400_000);
    expect(await browser.outcome("sessions.useJoinLink", { token })).toBe("ok");
    await moveClock(2 * 86_400_000);
    expect(await browser.outcome("sessions.useJoinLink", { token })).toBe("link-not-valid");
    expect((await browser.http("members.readMe", {})).person).toBeNull();
  });
  test("of another guest cannot be made from one's own", async () => {
    const [one, other] = [await invited(), await invited()];
    const bytes = Buffer.from(guestToken(one), "base64url");
    Buffer.from(other._id.replaceAll("-", ""), "hex").copy(bytes);
    expect(await house.visitor().outcome("sessions.useJoinLink", { token: bytes.toString("base64url") })).toBe(
      "link-not-valid",
    );
  });
});

describe("other sites", () => {
  const attempt = async (headers: Record<string, string>) => {
    const ada = await house.member(
      `Ada ${newId().slice(-6).replace(/\d/g, "x")}${newId().slice(-4).replace(/\d/g, "y")}`,
    );
    const response = await fetch(`${house.url}/api/sessions/language`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: ada.cookieHeader, ...headers },
      body: '{"language":"ar"}',
    });
    return ((await response.json()) as { problem?: { code: string } }).problem?.code ?? "ok";
  };
  const ours = () => house.url;

  test.each([
    ["our Origin", () => ({ origin: ours() }), "ok"],
    ["Sec-Fetch-Site: same-origin", () => ({ "sec-fetch-site": "same-origin" }), "ok"],
    ["a foreign Origin", () => ({ origin: "https://evil.example" }), "foreign-origin"],
    ["Origin: null", () => ({ origin: "null" }), "foreign-origin"],
    ["our host on another port", () => ({ origin: "http://localhost:1" }), "foreign-origin"],
    ["our name as a part of theirs", () => ({ origin: `${ours()}.evil.example` }), "foreign-origin"],
    ["Sec-Fetch-Site: cross-site", () => ({ "sec-fetch-site": "cross-site", origin: ours() }), "foreign-origin"],
    ["Sec-Fetch-Site: same-site", () => ({ "sec-fetch-site": "same-site" }), "foreign-origin"],
    ["neither, with cookies", () => ({}), "foreign-origin"],
  ])("%s: %#", async (_, headers, code) => {
    expect(await attempt(headers())).toBe(code);
  });
});

describe("the interface's language", () => {
  test("is the header's, then the cookie's, then the profile's", async () => {
    const visitor = house.visitor();
    const languageOf = async (accept: string) => {
      const response = await visitor.fetch("/api/me", { headers: { "accept-language": accept } });
      return ((await response.json()) as { language: string }).language;
    };
    expect(await languageOf("ar-EG,en;q=0.5")).toBe("ar");
    expect(await languageOf("xx, en;q=0.3, ar;q=0.8")).toBe("ar");
    expect(await languageOf("xx")).toBe("en");
    await visitor.http("sessions.chooseLanguage", { language: "ar" });
    expect(await languageOf("en")).toBe("ar");
    const ada = await house.member("Ada Language");
    ada.cookies.set("language", "ar");
    expect((await ada.http("members.readMe", {})).language).toBe("en");
    await ada.http("sessions.chooseLanguage", { language: "ar" });
    expect((await ada.http("members.readMe", {})).language).toBe("ar");
    expect(await visitor.outcome("sessions.chooseLanguage", { language: "xx" })).toBe("bad-input");
    expect(await visitor.outcome("sessions.chooseLanguage", { language: "en\r\nSet-Cookie: x=y" })).toBe("bad-input");
  });
});
