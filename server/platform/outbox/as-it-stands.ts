/** For effects that copy a thing elsewhere: of several versions that are followed at once, the newest is what stands in the end. */
import type { Model } from "mongoose";
import { readById } from "../../database/read.ts";
import type { Thing } from "../../database/thing.ts";

/** Works on the thing as it is now, whichever version is followed, and looks once more when done: another node may have changed it meanwhile. */
export const asItStands =
  <D extends Thing>(model: Model<D>, work: (thing: D) => Promise<void>): ((thing: D) => Promise<void>) =>
  async ({ _id }) => {
    for (let done = 0; ; ) {
      const present = await readById(model, _id);
      if (!present || present.version === done) return;
      await work(present as D);
      done = present.version;
    }
  };
