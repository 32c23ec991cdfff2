/** Limits on one node: what passes, how the window slides, what is given back. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { addressKey, giveBack, liftLimits, resetLimits, spend } from "../../server/platform/limits.ts";

/** The middle of a window of a quarter of an hour. */
const middle = Date.UTC(2026, 10, 22, 12, 7, 30);
const tryTimes = async (times: number, key: string): Promise<number> => {
  let passed = 0;
  for (let time = 0; time < times; time++)
    passed += await spend("signInByAccount", key).then(
      () => 1,
      () => 0,
    );
  return passed;
};

describe("limits", () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: middle, doNotFake: ["performance"] });
    resetLimits();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test("let so many pass, each key by itself, and say how long to wait", async () => {
    expect(await tryTimes(30, "ada")).toBe(10);
    expect(await tryTimes(1, "ben")).toBe(1);
    await expect(spend("signInByAccount", "ada")).rejects.toMatchObject({
      code: "too-many",
      details: { seconds: 450 },
    });
  });
  test("slide: half a window later half of the former still counts", async () => {
    await tryTimes(10, "ada");
    jest.setSystemTime(middle + 15 * 60_000);
    expect(await tryTimes(30, "ada")).toBe(5);
    jest.setSystemTime(middle + 60 * 60_000);
    expect(await tryTimes(30, "ada")).toBe(10);
  });
  test("are given back where it was no guess, and lifted by name", async () => {
    for (let time = 0; time < 30; time++) {
      await spend("signInByAccount", "ada");
      await giveBack("signInByAccount", "ada");
    }
    await tryTimes(10, "ada");
    const putBack = liftLimits("signInByAccount");
    expect(await tryTimes(5, "ada")).toBe(5);
    putBack();
    expect(await tryTimes(5, "ada")).toBe(0);
  });
  test("a refused attempt costs nothing", async () => {
    await tryTimes(100, "ada");
    jest.setSystemTime(middle + 30 * 60_000);
    expect(await tryTimes(1, "ada")).toBe(1);
  });
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:0:1::5", "2001:db8:0:1::/64"],
    ["2001:0db8:0000:0001:ffff::", "2001:db8:0:1::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("the address %s counts as %s", (address, key) => expect(addressKey(address)).toBe(key));
});
