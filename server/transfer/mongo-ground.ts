/** A MongoDB as a target: marked as unfinished until it is whole. */
import mongoose from "mongoose";
import { openMongo } from "../database/connect-mongo.ts";
import { collectionsOf, readMark } from "../database/schema.ts";
import { Refusal } from "./command.ts";
import { openMongoClient } from "./mongo-source.ts";
import { nameOf } from "./place.ts";
import { type Ground, isRest, type TargetSettings } from "./target.ts";

export async function openMongoGround(url: string, settings: TargetSettings): Promise<Ground> {
  const name = nameOf({ engine: "mongodb", url });
  if (settings.replace)
    throw new Refusal(
      "--replace is for the embedded database. With MongoDB restore into a database of another name, and start the servers with that MONGO_URL: the present one stays as it is.",
    );
  const { client, db } = await openMongoClient(url);
  try {
    const mark = await readMark(db);
    const resumed = isRest(mark, settings) && mark?.made?.whole === false;
    if (!resumed) {
      if (mark?.made?.whole === false)
        throw new Refusal(
          `${name} holds a part of ${mark.made.from}: finish that ${mark.made.by}, or empty the database.`,
        );
      for (const collection of await collectionsOf(db))
        if ((await db.collection(collection).countDocuments({}, { limit: 1 })) > 0)
          throw new Refusal(`${name} is not empty (it holds ${collection}), and nothing is written over it.`);
    }
    return {
      name,
      db,
      resumed,
      async withHouse(work) {
        await openMongo(url);
        try {
          await work();
        } finally {
          await mongoose.disconnect();
        }
      },
      async settle() {
        await client.close();
        return [];
      },
      leave: () => client.close(),
    };
  } catch (thrown) {
    await client.close();
    throw thrown;
  }
}
