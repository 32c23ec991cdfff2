/** A server that answers MongoDB's protocol as it is told to, command by command. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import mongoose, { type mongo } from "mongoose";

const { BSON } = mongoose.mongo;
const query = 2004;
const reply = 1;
const message = 2013;

export interface AnsweringMongo {
  port: number;
  stop(): void;
}

export async function startAnsweringMongo(
  answerTo: (command: mongo.Document, port: number) => mongo.Document,
): Promise<AnsweringMongo> {
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
  const port = () => (server.address() as AddressInfo).port;
  function answer(asked: Buffer): Buffer {
    const legacy = asked.readInt32LE(12) === query;
    // Behind the name of the collection and two numbers, or the flags and the kind of section.
    const at = legacy ? asked.indexOf(0, 20) + 9 : 21;
    const command = BSON.deserialize(asked.subarray(at, at + asked.readInt32LE(at)));
    const said = BSON.serialize({ ok: 1, ...answerTo(command, port()) });
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
    port: port(),
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
