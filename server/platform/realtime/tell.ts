/** Changes that wait at the same time are told together: one write a stream, one read a kind. */
import mongoose from "mongoose";
import { tell, type Waiting } from "./protocol.ts";
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
    try {
      await tell(
        world,
        round.flatMap(({ things }) => things),
      );
      for (const { done } of round) done();
    } catch (error) {
      await oneByOne(round, error);
    }
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
