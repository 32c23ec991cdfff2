/** A server that says of itself, in MongoDB's protocol, that it is of an older version; it can do nothing else. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import mongoose from "mongoose";

const { BSON } = mongoose.mongo;
const query = 2004;
const reply = 1;
const message = 2013;

/** `wire` is the version of the protocol: 13 is MongoDB 5.0, 17 is 6.0. */
export async function startOldMongo(version: string, wire: number): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let heard: Buffer = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      heard = Buffer.concat([heard, piece]);
      while (heard.length >= 4 && heard.length >= heard.readInt32LE(0)) {
        const one = heard.subarray(0, heard.readInt32LE(0));
        heard = heard.subarray(one.length);
        socket.write(answer(one));
      }
    });
  });
  function answer(asked: Buffer): Buffer {
    const said = BSON.serialize({
      ok: 1,
      isWritablePrimary: true,
      ismaster: true,
      helloOk: true,
      minWireVersion: 0,
      maxWireVersion: wire,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      version,
    });
    const legacy = asked.readInt32LE(12) === query;
    const before = Buffer.alloc(legacy ? 36 : 21);
    before.writeInt32LE(before.length + said.length, 0);
    before.writeInt32LE(asked.readInt32LE(4), 8);
    before.writeInt32LE(legacy ? reply : message, 12);
    if (legacy) before.writeInt32LE(1, 32);
    return Buffer.concat([before, said]);
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
