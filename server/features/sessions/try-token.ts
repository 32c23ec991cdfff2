/** Tokens that somebody brings are counted for each address; a right one is given back, so that a whole office can join at once. */
import { addressKey, giveBack, spend } from "../../platform/limits.ts";
import type { Exchange } from "../../platform/operations/serve.ts";

/** What `check` finds. Throws what it throws, and `too-many`. */
export async function tryToken<T>(exchange: Exchange, check: () => Promise<T>): Promise<T> {
  const address = addressKey(exchange.address);
  await spend("tokenByAddress", address);
  const found = await check();
  await giveBack("tokenByAddress", address);
  return found;
}
