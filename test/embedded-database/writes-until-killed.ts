/** A process of its own for durability.test.ts: many writers, who tell each acknowledged write, until it is killed. */
import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import mongoose from "mongoose";
import { useEmbeddedDriver } from "../../server/embedded-database/index.ts";

useEmbeddedDriver();
const [url, round] = process.argv.slice(2) as [string, string];
const connection = await mongoose.createConnection(url).asPromise();
const posts = connection.collection<{ _id: string; [field: string]: unknown }>("posts");
await posts.createIndex({ thread: 1, number: 1 }, { unique: true });
await posts.createIndex({ shownIn: 1, at: -1 });
const text = "what was written ".repeat(60);

/** To the pipe at once: an acknowledged write that is still in a buffer here would not be missed by anybody. */
const tell = (what: string) => writeSync(1, `${what}\n`);

async function write(writer: number): Promise<void> {
  for (let number = 0; ; number++) {
    const _id = randomUUID();
    await posts.insertOne({
      _id,
      thread: `${round}:${writer}`,
      number,
      shownIn: ["home", `thread:${writer}`],
      at: new Date(number),
      version: 1,
      text,
    });
    tell(`inserted ${_id}`);
    if (number % 3 === 0) {
      await posts.updateOne({ _id }, { $inc: { version: 1 }, $push: { shownIn: "later" } } as never);
      tell(`updated ${_id}`);
    }
    if (number % 7 === 0) {
      tell(`deleting ${_id}`);
      await posts.deleteOne({ _id });
      tell(`deleted ${_id}`);
    }
  }
}
tell("ready");
await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
