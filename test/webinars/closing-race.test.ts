/** Two nodes that close the same webinars. */
import { expect, test } from "@jest/globals";
import { startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { child, closeAll } from "./closing-children.ts";

test("two nodes that race for the same closes, one killed and then the other, over MongoDB's protocol", async () => {
  const server = await startMongoProtocolServer();
  if ("unavailable" in server) {
    process.stdout.write(`Two nodes were not raced over MongoDB's protocol: ${server.unavailable}\n`);
    return;
  }
  try {
    await closeAll(3, server.url, async (dataDir) => {
      const race = (one: number, other: number) =>
        Promise.all([one, other].map((at) => child("close", dataDir, at, server.url)));
      expect(await race(9, 14)).toEqual(["SIGKILL", "SIGKILL"]);
      expect(await race(12, 0)).toContain(0);
      expect(await race(0, 0)).toEqual([0, 0]);
    });
  } finally {
    await server.stop();
  }
}, 180_000);
