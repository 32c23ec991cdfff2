/** Sessions over time: renewed, copied, ended, restored. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import jwt from "jsonwebtoken";
import mongoose from "mongoose";
import { readDocument, setPassword } from "../../server/features/members/index.ts";
import { moveClock, nowMs } from "../../server/platform/clock.ts";
import { resetLimits } from "../../server/platform/limits.ts";
import { keyFor } from "../../server/platform/secret.ts";
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

const minute = 60_000;
const password = "a quiet river in spring";
let house: TestHouse;
let ada: Someone;
beforeAll(async () => {
  house = await startTestHouse();
  ada = await house.member("Ada Lane");
  await setPassword(ada.id, password);
});
beforeEach(() => resetLimits());
afterAll(() => house.stop());

async function signedIn(): Promise<Client> {
  const browser = house.visitor();
  await browser.http("sessions.signIn", { email: `${ada.id}@example.org`, password });
  return browser;
}
/** Another tab, or a thief: the same cookies as they are now. */
const copyOf = (browser: Client) => new Client(house.url, Object.fromEntries(browser.cookies));
const isIn = async (browser: Client) => (await browser.http("sessions.renew", {})).signedIn;
const refreshOf = (browser: Client) => browser.cookies.get("refresh") ?? "";

describe("renewal", () => {
  test("nothing is renewed before it is due", async () => {
    const browser = await signedIn();
    const { cookies } = copyOf(browser);
    await moveClock(9 * minute);
    expect(await isIn(browser)).toBe(true);
    expect(browser.cookies).toEqual(cookies);
  });

  test("any request renews what is due, reading ones too", async () => {
    const browser = await signedIn();
    const before = refreshOf(browser);
    await moveClock(16 * minute);
    expect((await browser.http("members.readMe", {})).person?.name).toBe("Ada Lane");
    expect(refreshOf(browser)).not.toBe(before);
    for (let time = 0; time < 5; time++) {
      await moveClock(16 * minute);
      expect(await isIn(browser)).toBe(true);
    }
  });

  test("tabs that renew at once get the same successor", async () => {
    const browser = await signedIn();
    await moveClock(16 * minute);
    const tabs = Array.from({ length: 8 }, () => copyOf(browser));
    expect(await Promise.all(tabs.map(isIn))).toEqual(tabs.map(() => true));
    expect(new Set(tabs.map(refreshOf)).size).toBe(1);
    expect(refreshOf(tabs[0] as Client)).not.toBe(refreshOf(browser));
  });

  test("an answer that was lost is given again, however late", async () => {
    const browser = await signedIn();
    await moveClock(16 * minute);
    const lost = copyOf(browser);
    await isIn(lost);
    await moveClock(3 * 60 * minute);
    expect(await isIn(browser)).toBe(true);
    expect(refreshOf(browser)).toBe(refreshOf(lost));
  });

  test("the former has sixty seconds from when its successor was seen", async () => {
    const browser = await signedIn();
    await moveClock(16 * minute);
    const slow = copyOf(browser);
    await isIn(browser);
    await isIn(browser);
    await moveClock(50_000);
    expect(await isIn(slow)).toBe(true);
    expect(refreshOf(slow)).toBe(refreshOf(browser));
  });

  test("later use ends the session for both: one of them is a thief", async () => {
    const browser = await signedIn();
    await moveClock(16 * minute);
    const thief = copyOf(browser);
    await isIn(browser);
    await isIn(browser);
    await moveClock(61_000);
    expect(await isIn(thief)).toBe(false);
    expect(await isIn(browser)).toBe(false);
    expect(thief.cookies.size).toBe(0);
  });

  test("a token of long ago ends it too, also while the access token still lasts", async () => {
    const browser = await signedIn();
    const old = refreshOf(browser);
    for (let time = 0; time < 3; time++) {
      await moveClock(16 * minute);
      await isIn(browser);
    }
    browser.cookies.set("refresh", old);
    expect(await isIn(browser)).toBe(false);
  });

  test("thirty days without use end a session; use keeps it", async () => {
    const [kept, left] = [await signedIn(), await signedIn()];
    for (let time = 0; time < 2; time++) {
      await moveClock(16 * 24 * 60 * minute);
      expect(await isIn(kept)).toBe(true);
    }
    expect(await isIn(left)).toBe(false);
  });

  test("a socket's handshake with what is over asks for a renewal, and works after it", async () => {
    const browser = await signedIn();
    await moveClock(16 * minute);
    const refused = await new Promise<string>((resolve) => {
      const stale = copyOf(browser);
      void import("socket.io-client").then(({ io }) => {
        const socket = io(house.url, {
          transports: ["websocket"],
          extraHeaders: { origin: house.url, cookie: stale.cookieHeader },
          reconnection: false,
          forceNew: true,
        });
        socket.on("connect_error", (error) => {
          socket.close();
          resolve(String((error as Error & { data?: { code?: string } }).data?.code ?? error.message));
        });
        socket.on("connect", () => {
          socket.close();
          resolve("connected");
        });
      });
    });
    expect(refused).toBe("session-expired");
    await isIn(browser);
    expect((await browser.call("members.readMe", {})).person?.name).toBe("Ada Lane");
    browser.close();
  });

  test("a socket belongs to the session, not to the token", async () => {
    const browser = await signedIn();
    await browser.connect();
    await moveClock(60 * minute);
    expect((await browser.call("members.readMe", {})).person?.name).toBe("Ada Lane");
    browser.close();
  });
});

describe("signing out", () => {
  test("here ends this session at once, on the socket and for a copied token; others stay", async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const token = here.cookies.get("access") ?? "";
    const copied = copyOf(here);
    await here.connect();
    await here.http("sessions.signOut", {});
    expect(here.cookies.size).toBe(0);
    expect(await isIn(copied)).toBe(false);
    expect(await bearer(token)).toBe("sign-in-first");
    expect(await isIn(there)).toBe(true);
    here.close();
  });

  test("everywhere ends all of them, also on their sockets", async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    await there.connect();
    await here.http("sessions.signOutEverywhere", {});
    expect(await isIn(here)).toBe(false);
    expect(await isIn(there)).toBe(false);
    there.close();
    expect(await house.visitor().outcome("sessions.signOutEverywhere", {})).toBe("sign-in-first");
    expect(await house.visitor().outcome("sessions.signOut", {})).toBe("ok");
  });

  test("signing in as somebody else ends what was there", async () => {
    const browser = await signedIn();
    const copied = copyOf(browser);
    await browser.http("sessions.signIn", { email: `${ada.id}@example.org`, password });
    expect(await isIn(copied)).toBe(false);
    expect(await isIn(browser)).toBe(true);
  });

  test("a ban bites at once, over HTTP and on a socket, and its lifting does not bring the session back", async () => {
    const admin = await house.member("Vera Admin", { role: "admin" });
    const ben = await house.member("Ben Moor");
    const socket = await ben.connect();
    const ended = new Promise((resolve) => socket.once("disconnect", resolve));
    const token = ben.cookies.get("access") ?? "";
    await admin.http("members.changeState", { memberId: ben.id, changeId: newId(), state: "banned", reason: "spam" });
    expect(await bearer(token)).toBe("sign-in-first");
    await ended;
    // With the same cookies again: a visitor.
    ben.close();
    await expect(ben.call("notifications.listNotifications", {})).rejects.toMatchObject({ code: "sign-in-first" });
    expect(await isIn(ben)).toBe(false);
    await admin.http("members.changeState", { memberId: ben.id, changeId: newId(), state: "active" });
    expect(await bearer(token)).toBe("sign-in-first");
    ben.close();
  });
});

test("what another node ended is refused here within a second, on an open socket too", async () => {
  const cara = await house.member("Cara Far");
  const account = await readDocument(cara.id);
  expect(await cara.outcome("notifications.listNotifications", {})).toBe("ok");
  // As another node writes it: this process hears nothing of it.
  await mongoose.connection
    .collection("members")
    .updateOne({ _id: account?._id as never }, { $set: { state: "banned" } });
  await new Promise((resolve) => setTimeout(resolve, 1050));
  await expect(cara.http("notifications.listNotifications", {})).rejects.toMatchObject({ code: "sign-in-first" });
  expect(await cara.outcome("notifications.listNotifications", {}).catch(() => "cut")).not.toBe("ok");
  cara.close();
});

/** What an API client with this token is told. */
async function bearer(token: string): Promise<string> {
  const response = await fetch(`${house.url}/api/notifications`, { headers: { authorization: `Bearer ${token}` } });
  const { problem } = (await response.json()) as { problem?: { code: string } };
  return problem?.code ?? "ok";
}

describe("a Bearer token", () => {
  test("works for API clients, without cookies and without an Origin", async () => {
    const token = (await signedIn()).cookies.get("access") ?? "";
    expect(await bearer(token)).toBe("ok");
    const changed = await fetch(`${house.url}/api/notifications/read`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ changeId: newId(), upTo: new Date().toISOString() }),
    });
    expect(changed.status).toBe(200);
  });
  test("that is over, forged or of a session that never was is refused", async () => {
    const token = (await signedIn()).cookies.get("access") ?? "";
    const { sid, sub } = jwt.decode(token) as { sid: string; sub: string };
    const iat = Math.floor(nowMs() / 1000);
    const claims = { sid, sub, iat, exp: iat + 900, aud: "colloquy", iss: "colloquy" };
    const header = { alg: "HS256" as const, typ: "at+jwt" };
    const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
    expect(await bearer(jwt.sign(claims, keyFor("access token"), { algorithm: "HS256", header }))).toBe("ok");
    for (const forged of [
      none,
      jwt.sign(claims, "some other secret, as long as it gets", { algorithm: "HS256", header }),
      jwt.sign({ ...claims, aud: "elsewhere" }, keyFor("access token"), { algorithm: "HS256", header }),
      jwt.sign({ ...claims, sid: newId() }, keyFor("access token"), { algorithm: "HS256", header }),
      "nonsense",
    ])
      expect(await bearer(forged)).toBe("sign-in-first");
    await moveClock(16 * minute);
    expect(await bearer(token)).toBe("session-expired");
  });
});
