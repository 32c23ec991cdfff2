/**
 * A browser's line and nothing else: a WebSocket by hand that speaks Engine.IO and Socket.IO where it is asked to. It costs its
 * process a few microseconds a message, so that ten thousand of them on the server's own machine measure the server.
 */
import { connect, type Socket } from "node:net";

export interface LineWishes {
  port: number;
  /** "socket.io" waits for the namespace; "ws" is connected when it is upgraded. */
  speaks: "socket.io" | "ws";
  cookie?: string | undefined;
  origin?: string | undefined;
  /** Every message, as it arrives. */
  onMessage: (message: Buffer) => void;
}

export class Line {
  readonly #socket: Socket;
  readonly #onMessage: (message: Buffer) => void;
  #rest: Buffer | null = null;
  #upgraded = false;
  #opened: () => void = () => {};
  #failed: (error: Error) => void = () => {};
  readonly #speaks: LineWishes["speaks"];
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  private constructor(wishes: LineWishes) {
    this.#speaks = wishes.speaks;
    this.#onMessage = wishes.onMessage;
    this.#socket = connect(wishes.port, "127.0.0.1");
    this.#socket.setNoDelay(true);
    this.#socket.on("data", (data) => this.#take(data));
    this.#socket.on("error", (error) => this.#failed(error));
    this.#socket.on("close", () => this.#failed(new Error("the line was closed")));
    const lines = [
      `GET ${wishes.speaks === "ws" ? "/" : "/socket.io/?EIO=4&transport=websocket"} HTTP/1.1`,
      `Host: localhost:${wishes.port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ...(wishes.origin ? [`Origin: ${wishes.origin}`] : []),
      ...(wishes.cookie ? [`Cookie: ${wishes.cookie}`] : []),
    ];
    this.#socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  }

  static open(wishes: LineWishes): Promise<Line> {
    return new Promise((resolve, reject) => {
      const line = new Line(wishes);
      line.#opened = () => resolve(line);
      line.#failed = reject;
    });
  }

  /** An event with an acknowledgement. */
  ask<T>(event: string, input: unknown): Promise<T> {
    return new Promise<T>((resolve) => {
      const number = this.#asked++;
      this.#waiting.set(number, resolve as (answer: unknown) => void);
      this.#send(`42${number}${JSON.stringify([event, input])}`);
    });
  }
  close(): void {
    this.#socket.destroy();
  }

  /** A text frame; the mask is there, as it must be, and is zero. */
  #send(text: string): void {
    const body = Buffer.from(text);
    const head =
      body.length < 126
        ? Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0])
        : Buffer.from([0x81, 0x80 | 126, body.length >> 8, body.length & 255, 0, 0, 0, 0]);
    this.#socket.write(Buffer.concat([head, body]));
  }

  #take(data: Buffer): void {
    let at = this.#rest ? Buffer.concat([this.#rest, data]) : data;
    this.#rest = null;
    if (!this.#upgraded) {
      const end = at.indexOf("\r\n\r\n");
      if (end < 0) {
        this.#rest = at;
        return;
      }
      if (!at.subarray(0, 12).equals(Buffer.from("HTTP/1.1 101"))) {
        this.#failed(new Error(`no upgrade: ${at.toString("utf8", 0, 200)}`));
        return;
      }
      this.#upgraded = true;
      at = at.subarray(end + 4);
      if (this.#speaks === "ws") this.#opened();
    }
    while (at.length >= 2) {
      const short = (at[1] as number) & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (at.length < head) break;
      const length = short < 126 ? short : short === 126 ? at.readUInt16BE(2) : Number(at.readBigUInt64BE(2));
      if (at.length < head + length) break;
      this.#hear(at.subarray(head, head + length));
      at = at.subarray(head + length);
    }
    if (at.length > 0) this.#rest = Buffer.from(at);
  }

  #hear(message: Buffer): void {
    if (this.#speaks === "ws" || !this.#isOfProtocol(message)) this.#onMessage(message);
  }

  /** Engine.IO: 0 open, 2 ping. Socket.IO in a message (4): 0 connected, 3 acknowledgement, 4 refused. */
  #isOfProtocol(message: Buffer): boolean {
    const [engine, packet] = message;
    if (engine === 0x30) this.#send("40");
    else if (engine === 0x32) this.#send("3");
    else if (packet === 0x30) this.#opened();
    else if (packet === 0x33) this.#acknowledged(message.toString());
    else if (packet === 0x34) this.#failed(new Error(message.toString()));
    else return false;
    return true;
  }

  #acknowledged(text: string): void {
    const number = /^43(\d+)/.exec(text)?.[1] ?? "";
    const answer = this.#waiting.get(Number(number));
    this.#waiting.delete(Number(number));
    answer?.((JSON.parse(text.slice(2 + number.length)) as unknown[])[0]);
  }
}
