/** Changes that wait at the same time are told together: one write a stream, one read a kind. */
import mongoose from "mongoose";
import { announce, strikeTold, tell, type Waiting } from "./protocol.ts";
import { world } from "./world.ts";

interface Asked {
  things: Waiting[];
  done: () => void;
  failed: (error: unknown) => void;
}
const most = 200;
const asked: Asked[] = [];
let telling = false;

/** Tells these in the next round. Fails where they could not be told; the sweep tries again. */
export function tellTogether(things: Waiting[]): Promise<void> {
  return new Promise((done, failed) => {
    asked.push({ things, done, failed });
    if (!telling) void rounds();
  });
}

async function rounds(): Promise<void> {
  telling = true;
  while (asked.length > 0) {
    const round = asked.splice(0, most);
    const things = round.flatMap(({ things }) => things);
    try {
      await announce(world, things);
    } catch (error) {
      await oneByOne(round, error);
      continue;
    }
    // The next round need not wait for what nobody watches.
    void strikeTold(world, things).then(
      () => round.forEach(({ done }) => void done()),
      (error: unknown) => round.forEach(({ failed }) => void failed(error)),
    );
  }
  telling = false;
}

/** One that cannot be shown must not keep the others from being told. */
async function oneByOne(round: Asked[], error: unknown): Promise<void> {
  const worthTrying = round.length > 1 && mongoose.connection.readyState === 1;
  for (const { things, done, failed } of round) {
    if (!worthTrying) failed(error);
    else await tell(world, things).then(done, failed);
  }
}
