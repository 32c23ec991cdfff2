/** When a client asks again: at once for what is just under way, and not before its line says so where asking has failed. */
import { expect, test } from "@jest/globals";
import { follow, type Line } from "../../client/live/follow.ts";
import { createStore } from "../../client/live/store.ts";
import type { WatchAnswer } from "../../shared/live.ts";

const stream = "place:p";
const answer = (revision: number): WatchAnswer => ({ epoch: "first", revision, changes: [], complete: true });
/** Lets everything happen that waits for nothing. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A line that fails as long as it is told to; what it was asked to do later waits here. */
function play() {
  const later: (() => void)[] = [];
  const seen = { asked: 0, failed: 0, fails: false, revision: 1, later };
  const line: Line = {
    ask: async () => {
      seen.asked++;
      if (seen.fails) throw new Error("no line");
      return answer(seen.revision);
    },
    later: (run) => void later.push(run),
    changed: () => {},
    caughtUp: () => {},
    failed: () => void seen.failed++,
  };
  return { seen, following: follow(stream, createStore(), undefined, line) };
}

test("what is missing is asked for a moment later, once", async () => {
  const { seen, following } = play();
  await following.connected();
  following.heard(3);
  following.heard(4);
  expect(seen.later).toHaveLength(1);
  seen.revision = 4;
  seen.later.shift()?.();
  await settle();
  expect(seen).toMatchObject({ asked: 2, later: [] });
});

test("where asking fails, nothing is asked again by itself, though something is missing", async () => {
  const { seen, following } = play();
  await following.connected();
  following.heard(3);
  seen.fails = true;
  seen.later.shift()?.();
  await settle();
  expect(seen).toMatchObject({ asked: 2, failed: 1, later: [] });
  seen.fails = false;
  seen.revision = 3;
  await following.connected();
  expect(seen).toMatchObject({ asked: 3, failed: 1, later: [] });
});
