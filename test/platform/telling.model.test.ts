/** No order of steps, no death, no lost event leaves a watcher with a wrong final state; and each obvious shortcut does. */
import { expect, test } from "@jest/globals";
import { type Play, play } from "./telling-model.ts";

/** TELLING_SCHEDULES=20000 plays as many as the decision was made upon. */
const schedules = Number(process.env["TELLING_SCHEDULES"] ?? 2000);

/** The first schedule that ends wrongly, or null. */
async function firstWrong(count: number, how?: Play): Promise<string | null> {
  for (let seed = 1; seed <= count; seed++) {
    const complaints = await play(seed, how);
    if (complaints.length > 0) return `seed ${seed}: ${complaints.join("; ")}`;
  }
  return null;
}

test("whatever the order of steps, every watcher ends with what a fresh read says", async () => {
  expect(await firstWrong(schedules)).toBeNull();
}, 300_000);

test("also where a stream keeps a single entry, so that almost every cursor is too old", async () => {
  expect(await firstWrong(schedules / 2, { keeps: 1 })).toBeNull();
}, 300_000);

test.each<[string, Play]>([
  ["taking the number before the write", { wrong: { numberFirst: true } }],
  ["striking a change that was not the one told", { wrong: { strikeWhatWasSent: true } }],
  ["reading the documents before the stream", { wrong: { documentsBeforeStream: true } }],
  ["a client that lets a lower version replace a higher", { wrong: { lowerReplaces: true } }],
  ["forgetting a stream once a thing has left it", { wrong: { shownInForgets: true } }],
])(
  "the checker finds the fault in %s",
  async (_name, how) => {
    expect(await firstWrong(4000, how)).not.toBeNull();
  },
  120_000,
);
