/** Bare socket.io: whoever asks to watch joins one room, and what is emitted goes there. With REDIS_URL, by its Redis adapter. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import { Server } from "socket.io";
import { answer, instant } from "../helper.ts";

const http = createServer();
const io = new Server(http, { perMessageDeflate: false, maxHttpBufferSize: 64 * 1024, serveClient: false });
const redisUrl = process.env["REDIS_URL"];
if (redisUrl) io.adapter(createAdapter(new Redis(redisUrl), new Redis(redisUrl)));
io.on("connection", (socket) => {
  socket.on("watch", async (_asked: unknown, acknowledge: (answer: object) => void) => {
    await socket.join("room");
    acknowledge({ ok: {} });
  });
});
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));

answer({
  port: () => (http.address() as AddressInfo).port,
  /** Answers when it began to send. */
  emit({ event, payload }: { event: string; payload: unknown }) {
    const at = instant();
    io.to("room").emit(event, payload);
    return at;
  },
  async memory() {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    for (let time = 0; time < 3; time++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return process.memoryUsage();
  },
});
