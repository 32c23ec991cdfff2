/** Cookies, as they are on https and on http. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { setPassword } from "../../server/features/members/index.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";

const password = "a quiet river in spring";
const publicUrl = "https://forum.example.org";
let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse({ publicUrl });
});
afterAll(() => house.stop());

test("on https the cookies are __Host-, secure, for HTTP alone, and of this site", async () => {
  const ada = await house.member("Ada Lane");
  await setPassword(ada.id, password);
  const signIn = (origin: string) =>
    fetch(`http://localhost:${house.port}/api/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email: `${ada.id}@example.org`, password }),
    });
  const response = await signIn(publicUrl);
  expect(response.status).toBe(200);
  const cookies = response.headers.getSetCookie();
  expect(cookies.map((cookie) => cookie.split("=")[0]).sort()).toEqual(["__Host-access", "__Host-refresh"]);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie).toContain(`; ${attribute}`);
    expect(cookie).not.toMatch(/Domain=/i);
  }
  expect(cookies.find((cookie) => cookie.startsWith("__Host-access"))).toContain("Max-Age=900");
  expect(cookies.find((cookie) => cookie.startsWith("__Host-refresh"))).toContain("Max-Age=2592000");
  expect(response.headers.get("cache-control")).toBe("no-store");

  const cookie = cookies.map((each) => each.split(";")[0]).join("; ");
  const me = async (header: string) =>
    (
      (await (await fetch(`http://localhost:${house.port}/api/me`, { headers: { cookie: header } })).json()) as {
        person: object | null;
      }
    ).person;
  expect(await me(cookie)).toMatchObject({ name: "Ada Lane" });
  // Plain names, which another host of the domain could set, count for nothing here.
  expect(await me(cookie.replaceAll("__Host-", ""))).toBeNull();
  // Behind the public address, the asked host is not ours by itself.
  expect((await signIn(`http://localhost:${house.port}`)).status).toBe(403);
});
