/** What people do when the line breaks: they send the same thing again until it is answered. */
import type { OperationName, Question, Reply } from "../../shared/contract.ts";
import { type Client, Refused } from "../support/client.ts";

let repeated = 0;
/** How often something had to be sent again. */
export const timesRepeated = (): number => repeated;

/** Sends until there is an answer. The ids in `input` are the writer's, so that a repetition makes nothing twice. A refusal is thrown. */
export async function insist<N extends OperationName>(
  client: Client,
  name: N,
  input: Question<N>,
  over: "socket" | "http" = "socket",
): Promise<Reply<N>> {
  for (let tries = 0; ; tries++) {
    try {
      return over === "http" ? await client.http(name, input) : await client.ask<Reply<N>>(name, input, 4000);
    } catch (thrown) {
      const passing = !(thrown instanceof Refused) || thrown.code === "unavailable" || thrown.code === "internal";
      if (!passing || tries > 100) throw thrown;
      repeated++;
      await new Promise((resolve) => setTimeout(resolve, 100 + 50 * Math.min(tries, 10)));
    }
  }
}

/** Runs `work` over all of `items`, so many at once. */
export async function together<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, items.length) }, async () => {
      while (next < items.length) {
        const index = next++;
        await work(items[index] as T, index);
      }
    }),
  );
}
