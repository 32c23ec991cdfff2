/** What the stories of a file begin with, and the small words in which they are told. */
import { afterAll, beforeAll, jest } from "@jest/globals";
import { nowMs } from "../../server/platform/clock.ts";
import { newId } from "../../shared/ids.ts";
import { startTestHouse, type TestHouse } from "./house.ts";

// Over MongoDB's protocol, on a machine that does other things beside, a story takes longer than jest's five seconds.
jest.setTimeout(60_000);

/**
 * A house and what `furnish` puts into it, for the tests of a file or of a `describe`: there from the first of them on, taken down
 * after the last.
 */
export function setStage<T extends object>(
  furnish: (house: TestHouse) => Promise<T>,
): { readonly house: TestHouse } & Readonly<T> {
  const stage = {} as { house: TestHouse } & T;
  beforeAll(async () => {
    stage.house = await startTestHouse();
    Object.assign(stage, await furnish(stage.house));
  });
  afterAll(() => stage.house.stop());
  return stage;
}

/** The id of a new change, to be spread into its input. */
export const change = () => ({ changeId: newId() });

/** The local time in UTC, so many minutes from now. */
export const inMinutes = (minutes: number): string => new Date(nowMs() + minutes * 60_000).toISOString().slice(0, 16);

/** The first answer that is there, within fifteen seconds. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come within fifteen seconds");
}
