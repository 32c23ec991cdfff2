/** Upgrades a database until it kills itself within a batch: after its writes, before they are noted. */
import mongoose from "mongoose";
import { settleSchema } from "../../server/database/schema.ts";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";

const [url = "", killedAt] = process.argv.slice(2);
useEmbeddedDriver();
const connection = await mongoose.createConnection(url, { autoIndex: false }).asPromise();
let batches = 0;
await settleSchema(connection, {
  upgrades: [
    {
      name: "one",
      run: ({ db, through }) =>
        through("posts", async (documents) => {
          await db
            .collection("posts")
            .bulkWrite(
              documents.map(({ _id }) => ({ updateOne: { filter: { _id, one: null }, update: { $inc: { one: 1 } } } })),
            );
          if (++batches === Number(killedAt)) process.kill(process.pid, "SIGKILL");
        }),
    },
  ],
});
