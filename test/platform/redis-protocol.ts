/** As much of Redis as nodes speak to each other by: publish and subscribe, over its own protocol, and it can go away. */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

export interface PubSub {
  readonly url: string;
  /** Closes the door and every connection. */
  stop(): Promise<void>;
  /** Opens it again at the same address. */
  start(): Promise<void>;
}

export async function startPubSub(): Promise<PubSub> {
  const channels = new Map<Socket, { exact: Set<string>; patterns: Set<string> }>();
  let server: Server;
  let port = 0;

  function obey(socket: Socket, [name = Buffer.alloc(0), ...words]: Buffer[]): void {
    const own = channels.get(socket);
    const command = name.toString().toLowerCase();
    if (command === "subscribe" || command === "psubscribe") {
      for (const word of words) {
        (command === "subscribe" ? own?.exact : own?.patterns)?.add(word.toString());
        const count = (own?.exact.size ?? 0) + (own?.patterns.size ?? 0);
        socket.write(Buffer.concat([Buffer.from("*3\r\n"), bulk(command), bulk(word), Buffer.from(`:${count}\r\n`)]));
      }
    } else if (command === "publish") {
      const [channel = Buffer.alloc(0), message = Buffer.alloc(0)] = words;
      let heard = 0;
      for (const [other, { exact, patterns }] of channels) {
        if (exact.has(channel.toString())) {
          heard++;
          other.write(Buffer.concat([Buffer.from("*3\r\n"), bulk("message"), bulk(channel), bulk(message)]));
        }
        for (const pattern of patterns) {
          if (!channel.toString().startsWith(pattern.replace(/\*$/, ""))) continue;
          heard++;
          other.write(
            Buffer.concat([Buffer.from("*4\r\n"), bulk("pmessage"), bulk(pattern), bulk(channel), bulk(message)]),
          );
        }
      }
      socket.write(`:${heard}\r\n`);
    } else if (command === "info") socket.write(bulk("redis_version:7.0.0\r\n"));
    else socket.write(command === "hello" ? "-ERR unknown command 'HELLO'\r\n" : "+OK\r\n");
  }

  const open = () =>
    new Promise<void>((resolve) => {
      server = createServer((socket) => {
        channels.set(socket, { exact: new Set(), patterns: new Set() });
        let unread = Buffer.alloc(0);
        socket.on("error", () => {});
        socket.on("close", () => channels.delete(socket));
        socket.on("data", (data) => {
          unread = Buffer.concat([unread, data]);
          for (let read = readCommand(unread); read; read = readCommand(unread)) {
            unread = unread.subarray(read.length);
            obey(socket, read.words);
          }
        });
      }).listen(port, "127.0.0.1", () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });

  await open();
  return {
    url: `redis://127.0.0.1:${port}`,
    start: open,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of channels.keys()) socket.destroy();
      }),
  };
}

function bulk(text: Buffer | string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** One whole command, if there is one yet: `*2\r\n$4\r\nPING\r\n…`. */
function readCommand(bytes: Buffer): { words: Buffer[]; length: number } | undefined {
  const lineAt = (from: number) => {
    const end = bytes.indexOf("\r\n", from);
    return end < 0 ? undefined : { number: Number(bytes.subarray(from + 1, end).toString()), next: end + 2 };
  };
  const count = bytes.length > 0 ? lineAt(0) : undefined;
  if (!count) return undefined;
  const words: Buffer[] = [];
  let at = count.next;
  for (let word = 0; word < count.number; word++) {
    const length = at < bytes.length ? lineAt(at) : undefined;
    if (!length || bytes.length < length.next + length.number + 2) return undefined;
    words.push(bytes.subarray(length.next, length.next + length.number));
    at = length.next + length.number + 2;
  }
  return { words, length: at };
}
