/** A process of its own for engine.test.ts: moves the log into a file that may grow no further (`ulimit -f`), and writes again. */
import mongoose from "mongoose";
import { engineOf, useEmbeddedDriver } from "../../server/embedded-database/index.ts";

useEmbeddedDriver();
const connection = await mongoose.createConnection(process.argv[2] as string).asPromise();
const things = connection.collection("things");
const { writer } = engineOf(connection) as unknown as { writer: { ask(request: object): Promise<unknown> } };
const text = "x".repeat(250_000);

let refused: Error | null = null;
let written = 0;
for (; !refused && written < 100; written++) {
  await things.insertOne({ text });
  refused = await writer.ask({ op: "restartLog" }).then(
    () => null,
    (error) => error,
  );
}
await things.insertOne({ text: "still taken" });
await connection.db?.command({ ping: 1 });
const lost = written + 1 - (await things.countDocuments());
await connection.destroy();
console.log(JSON.stringify({ refused: refused?.message, lost }));
