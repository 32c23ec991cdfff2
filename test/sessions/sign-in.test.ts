/** Signing in and out. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { setPassword } from "../../server/features/members/index.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { resetLimits } from "../../server/platform/limits.ts";
import { newId } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";
import { mailedToken, mailsTo, tokenIn } from "./mailed.ts";

const password = "a quiet river in spring";
const emailOf = ({ id }: { id: string }) => `${id}@example.org`;
const nameOf = async (client: Client) => (await client.http("members.readMe", {})).person?.name ?? null;

let house: TestHouse;
let admin: Someone;
let ada: Someone;
beforeAll(async () => {
  house = await startTestHouse();
  admin = await house.member("Vera Admin", { role: "admin" });
  ada = await house.member("Ada Lane");
  await setPassword(ada.id, password);
});
beforeEach(() => resetLimits());
afterAll(() => house.stop());

const reachable = async (who: Someone, state: "active" | "suspended" | "banned") =>
  // A session of this moment: the tests move the time.
  (await house.again(admin)).http("members.changeState", {
    memberId: who.id,
    changeId: newId(),
    state,
    reason: "for the test",
  });

describe("by password", () => {
  test("a member signs in and is known from then on", async () => {
    const browser = house.visitor();
    const { me, goTo } = await browser.http("sessions.signIn", { email: ` ${emailOf(ada).toUpperCase()} `, password });
    expect(me).toMatchObject({ person: { name: "Ada Lane" }, hasPassword: true });
    expect(goTo).toBe("/");
    expect(await nameOf(browser)).toBe("Ada Lane");
  });

  test("an unknown address, a member without a password and a wrong one get the same bytes after much the same time", async () => {
    const passwordless = await house.member("Nora Passwordless");
    const askers = { wrong: emailOf(ada), unknown: "nobody@example.org", none: emailOf(passwordless) };
    const bodies = new Set<string>();
    const times: Record<string, number[]> = { wrong: [], unknown: [], none: [] };
    const attempt = (email: string) =>
      house.visitor().fetch("/api/sessions", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password: "not this one at all" }),
      });
    await attempt("warm-up@example.org");
    for (let round = 0; round < 5; round++) {
      for (const [who, email] of Object.entries(askers)) {
        const began = performance.now();
        const response = await attempt(email);
        times[who]?.push(performance.now() - began);
        expect(response.status).toBe(401);
        bodies.add(await response.text());
      }
    }
    expect([...bodies]).toEqual(['{"problem":{"code":"sign-in-failed"}}']);
    const median = (who: string) => (times[who] as number[]).sort((one, other) => one - other)[2] as number;
    // Without the work of a password check it would be a tenth.
    for (const who of ["unknown", "none"]) expect(median(who) / median("wrong")).toBeGreaterThan(0.4);
  });

  test("guessing is limited for an account, known or not, and a spoofed address does not help", async () => {
    for (const email of [emailOf(ada), "nobody@example.org"]) {
      const codes: string[] = [];
      for (let guess = 0; guess < 12; guess++) {
        const response = await house.visitor().fetch("/api/sessions", {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-forwarded-for": `203.0.113.${guess}`,
            "x-real-ip": `203.0.113.${guess}`,
          },
          body: JSON.stringify({ email, password: `guess number ${guess}` }),
        });
        codes.push(((await response.json()) as { problem: { code: string } }).problem.code);
        if (guess === 11) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      }
      expect(codes.filter((code) => code === "sign-in-failed")).toHaveLength(10);
      expect(codes.slice(10)).toEqual(["too-many", "too-many"]);
    }
    // Even the right password waits now, while a mailed link still helps.
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(ada), password })).toBe("too-many");
    expect(await house.visitor().outcome("sessions.requestLink", { email: emailOf(ada) })).toBe("ok");
  });

  test("guessing is limited for an address over all accounts; right passwords do not count", async () => {
    for (let time = 0; time < 12; time++)
      await house.visitor().http("sessions.signIn", { email: emailOf(ada), password });
    const codes = await Promise.all(
      Array.from({ length: 62 }, (_, guess) =>
        house.visitor().outcome("sessions.signIn", { email: `nobody${guess}@example.org`, password: "x" }),
      ),
    );
    expect(codes.filter((code) => code === "sign-in-failed")).toHaveLength(60);
  });

  test("a suspended member is told so, but only with the right password", async () => {
    const sam = await house.member("Sam Suspended");
    await setPassword(sam.id, password);
    await reachable(sam, "suspended");
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(sam), password: "wrong" })).toBe(
      "sign-in-failed",
    );
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(sam), password })).toBe("suspended");
    await reachable(sam, "active");
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(sam), password })).toBe("ok");
  });

  test.each([
    [{ email: { $ne: "" }, password }],
    [{ email: ["ada@example.org"], password }],
    [{ email: "ada@example.org", password: { $gt: "" } }],
    [{ email: "not an address", password }],
    [{ email: "ada@example.org", password, admin: true }],
    [{ email: "ada@example.org", password: "x".repeat(1001) }],
    [{}],
  ])("bad input %# is refused", async (input) => {
    expect(await house.visitor().outcome("sessions.signIn", input as never)).toBe("bad-input");
  });
});

describe("by a mailed link", () => {
  test("a member signs in once", async () => {
    await house.visitor().http("sessions.requestLink", { email: emailOf(ada) });
    const token = await mailedToken(emailOf(ada));
    const browser = house.visitor();
    expect((await browser.http("sessions.useLink", { token })).me.person?.name).toBe("Ada Lane");
    expect(await nameOf(browser)).toBe("Ada Lane");
    expect(await house.visitor().outcome("sessions.useLink", { token })).toBe("link-not-valid");
  });

  test("nothing that is only read uses a link up", async () => {
    await house.visitor().http("sessions.requestLink", { email: emailOf(ada) });
    const token = await mailedToken(emailOf(ada));
    for (const path of [
      `/sign-in/link?token=${token}`,
      `/api/sessions/link/use?token=${token}`,
      `/do/sessions.useLink?token=${token}`,
    ])
      await house.visitor().fetch(path);
    await house.visitor().fetch(`/api/sessions/link/use?token=${token}`, { method: "HEAD" });
    expect(await house.visitor().outcome("sessions.useLink", { token })).toBe("ok");
  });

  test("ten who use it at once get one session", async () => {
    await house.visitor().http("sessions.requestLink", { email: emailOf(ada) });
    const token = await mailedToken(emailOf(ada));
    const codes = await Promise.all(
      Array.from({ length: 10 }, () => house.visitor().outcome("sessions.useLink", { token })),
    );
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    expect(codes.filter((code) => code === "link-not-valid")).toHaveLength(9);
  });

  test("it is good for fifteen minutes; any of several mails will do, and the others die with it", async () => {
    const browser = house.visitor();
    for (let time = 0; time < 2; time++) {
      await browser.http("sessions.requestLink", { email: emailOf(ada) });
      await moveClock(60_000);
    }
    const [second, first] = await mailsTo(emailOf(ada));
    await moveClock(14 * 60_000);
    expect(await browser.outcome("sessions.useLink", { token: tokenIn(first?.text ?? "") })).toBe("link-not-valid");
    await moveClock(-90_000);
    expect(await browser.outcome("sessions.useLink", { token: tokenIn(first?.text ?? "") })).toBe("ok");
    expect(await browser.outcome("sessions.useLink", { token: tokenIn(second?.text ?? "") })).toBe("link-not-valid");
  });

  test("an unknown address gets the same answer and no mail, and so does a banned member", async () => {
    const bob = await house.member("Bob Banned");
    await reachable(bob, "banned");
    const answers = new Set<string>();
    for (const email of [emailOf(ada), emailOf(bob), "nobody@example.org"]) {
      const response = await house.visitor().fetch("/api/sessions/link", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email }),
      });
      answers.add(`${response.status} ${await response.text()}`);
    }
    expect([...answers]).toEqual(['200 {"sent":true}']);
    expect(await mailsTo(emailOf(bob))).toHaveLength(0);
    expect(await mailsTo("nobody@example.org")).toHaveLength(0);
  });

  test("a link of before a ban is worth nothing, even after it was lifted", async () => {
    const carl = await house.member("Carl Careless");
    await house.visitor().http("sessions.requestLink", { email: emailOf(carl) });
    const token = await mailedToken(emailOf(carl));
    await reachable(carl, "banned");
    expect(await house.visitor().outcome("sessions.useLink", { token })).toBe("link-not-valid");
    await reachable(carl, "active");
    expect(await house.visitor().outcome("sessions.useLink", { token })).toBe("link-not-valid");
  });

  test("mails that one address may cause are limited", async () => {
    const codes: string[] = [];
    for (let time = 0; time < 7; time++)
      codes.push(await house.visitor().outcome("sessions.requestReset", { email: "flooded@example.org" }));
    expect(codes).toEqual(["ok", "ok", "ok", "ok", "ok", "too-many", "too-many"]);
  });

  test("made up, cut and foreign tokens are refused alike", async () => {
    await house.visitor().http("sessions.requestLink", { email: emailOf(ada) });
    const token = await mailedToken(emailOf(ada));
    const bytes = Buffer.from(token, "base64url");
    const later = Buffer.from(bytes);
    later.writeUIntBE(later.readUIntBE(16, 6) + 1, 16, 6);
    const other = Buffer.concat([Buffer.from(admin.id.replaceAll("-", ""), "hex"), bytes.subarray(16)]);
    const made = [later, other, Buffer.alloc(46), Buffer.alloc(40), bytes.subarray(0, 45)].map((one) =>
      one.toString("base64url"),
    );
    for (const one of [...made, `${token}=`, `${token} `])
      expect(["link-not-valid", "bad-input"]).toContain(
        await house.visitor().outcome("sessions.useLink", { token: one }),
      );
    expect(await house.visitor().outcome("sessions.resetPassword", { token, password })).toBe("link-not-valid");
    expect(await house.visitor().outcome("sessions.useJoinLink", { token })).toBe("link-not-valid");
  });
});

describe("a new password", () => {
  const fresh = "seven grey herons wait";

  test("by mail: all other sessions end, the link is used up, and a refused password does not use it up", async () => {
    const rita = await house.member("Rita Reset");
    await setPassword(rita.id, password);
    const here = house.visitor();
    await here.http("sessions.signIn", { email: emailOf(rita), password });
    await here.connect();
    const there = house.visitor();
    await there.http("sessions.requestReset", { email: emailOf(rita) });
    const token = await mailedToken(emailOf(rita));
    expect(await there.outcome("sessions.resetPassword", { token, password: "Password1234" })).toBe("weak-password");
    expect(await there.outcome("sessions.resetPassword", { token, password: "too short" })).toBe("bad-input");
    await there.http("sessions.resetPassword", { token, password: fresh });
    expect(await nameOf(there)).toBe("Rita Reset");
    expect(await nameOf(here)).toBeNull();
    expect(await house.visitor().outcome("sessions.resetPassword", { token, password: fresh })).toBe("link-not-valid");
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(rita), password })).toBe("sign-in-failed");
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(rita), password: fresh })).toBe("ok");
  });

  test("changed by hand: the present one is asked for, this browser stays, the others go", async () => {
    const paul = await house.member("Paul Password");
    const other = await house.again(paul);
    await paul.http("sessions.changePassword", { password });
    expect(await nameOf(paul)).toBe("Paul Password");
    expect(await nameOf(other)).toBeNull();
    expect(await paul.outcome("sessions.changePassword", { current: "wrong one", password: fresh })).toBe(
      "sign-in-failed",
    );
    expect(await paul.outcome("sessions.changePassword", { password: fresh })).toBe("sign-in-failed");
    expect(await paul.outcome("sessions.changePassword", { current: password, password: "aaaaaaaaaaaaaa" })).toBe(
      "weak-password",
    );
    expect(await paul.outcome("sessions.changePassword", { current: password, password: fresh })).toBe("ok");
    expect(await house.visitor().outcome("sessions.signIn", { email: emailOf(paul), password: fresh })).toBe("ok");
  });

  test("a visitor and a guest have none to change", async () => {
    const guest = await house.guest("Gus Guest", newId());
    expect(await house.visitor().outcome("sessions.changePassword", { password })).toBe("sign-in-first");
    expect(await guest.outcome("sessions.changePassword", { password })).toBe("not-allowed");
  });
});
