/** A vote's key pressed faster than the server answers: the last press decides, and no older list undoes it. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ownVotes } from "../../client/pages/webinars/own-votes.ts";

/** A server whose answers wait until they are let go. */
function slowServer(first: readonly string[] = []) {
  const stands = new Set(first);
  const sent: [string, boolean][] = [];
  const waiting: ((refused?: Error) => void)[] = [];
  return {
    stands,
    sent,
    send: (id: string, on: boolean) =>
      new Promise<void>((resolve, reject) => {
        sent.push([id, on]);
        waiting.push((refused) => {
          if (refused) return reject(refused);
          if (on) stands.add(id);
          else stands.delete(id);
          resolve();
        });
      }),
    async answer(refused?: Error): Promise<boolean> {
      const next = waiting.shift();
      next?.(refused);
      await new Promise((resolve) => setImmediate(resolve));
      return next !== undefined;
    },
  };
}

test("a second press while the first is under way is carried out after it", async () => {
  const server = slowServer();
  const votes = ownVotes([], server.send, () => {});
  const first = votes.wish("a", true);
  const second = votes.wish("a", false);
  expect(votes.has("a")).toBe(false);
  expect(server.sent).toEqual([["a", true]]);
  await server.answer();
  expect(server.sent).toEqual([
    ["a", true],
    ["a", false],
  ]);
  await server.answer();
  await Promise.all([first, second]);
  expect([...server.stands]).toEqual([]);
  expect(votes.shown().size).toBe(0);
});

test("a list that was read before the vote was saved does not take it away", async () => {
  const server = slowServer();
  const votes = ownVotes([], server.send, () => {});
  const take = votes.reading();
  const given = votes.wish("a", true);
  const takeWhile = votes.reading();
  await server.answer();
  await given;
  // Both were asked for before the answer, and come after it.
  take([]);
  takeWhile([]);
  expect(votes.has("a")).toBe(true);
  // One that began later counts: taken back in another window.
  votes.reading()([]);
  expect(votes.has("a")).toBe(false);
});

test("what is refused shows as it stood, and says so once", async () => {
  const server = slowServer(["a"]);
  const votes = ownVotes(["a"], server.send, () => {});
  const taken = votes.wish("a", false);
  expect(votes.has("a")).toBe(false);
  const said = expect(taken).rejects.toThrow("closed");
  await server.answer(new Error("closed"));
  await said;
  expect(votes.has("a")).toBe(true);
});

test("whatever is pressed, answered, refused and read in between: in the end the server and the screen stand as wished last", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("press a", "press b", "answer", "refuse", "read", "take"), { maxLength: 40 }),
      async (steps) => {
        const server = slowServer(["b"]);
        const votes = ownVotes(["b"], server.send, () => {});
        const lists: (() => void)[] = [];
        const presses: Promise<void>[] = [];
        let refused = false;
        for (const step of steps) {
          if (step.startsWith("press")) {
            const id = step.slice(-1);
            presses.push(votes.wish(id, !votes.has(id)).catch(() => {}));
          } else if (step === "answer") await server.answer();
          else if (step === "refuse") refused = (await server.answer(new Error("refused"))) || refused;
          else if (step === "read") {
            const take = votes.reading();
            const seen = [...server.stands];
            lists.push(() => take(seen));
          } else lists.shift()?.();
        }
        const wished = [...votes.shown()].sort();
        while (await server.answer());
        await Promise.all(presses);
        for (const take of lists) take();
        expect([...votes.shown()].sort()).toEqual([...server.stands].sort());
        if (!refused) expect([...server.stands].sort()).toEqual(wished);
      },
    ),
    { numRuns: 300 },
  ));
