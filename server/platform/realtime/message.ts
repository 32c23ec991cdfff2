/** A message as it travels: encoded once, for however many sockets it goes to. */
import type { Socket } from "socket.io";
import type { Told } from "../../../shared/live.ts";

export interface Message {
  readonly event: string;
  /** As Socket.IO writes an event of its first namespace. */
  readonly text: string;
  /** The same as a frame of a websocket. */
  readonly frame: Buffer;
}

/** `payload` is JSON. */
export function messageOf(event: string, payload: string): Message {
  const text = `2[${JSON.stringify(event)},${payload}]`;
  return { event, text, frame: frameOf(`4${text}`) };
}

/** To one socket, in the order of whatever else is sent to it. */
export function sendMessage({ conn }: Socket, { text, frame }: Message): void {
  // Socket.IO's own adapter hands frames over by this name; a connection that polls takes the text.
  conn.write(text, { compress: false, wsPreEncodedFrame: [frame] } as Parameters<typeof conn.write>[1]);
}

/** So that sending one to a slice of a room takes a moment only. */
const mostInOne = 16 * 1024;

/** Told changes as JSON, in as many payloads as they need. */
export function* encodeTold({ stream, revision, changes }: Told): Generator<string> {
  let from = 0;
  let parts: string[] = [];
  let length = 0;
  const encoded = () =>
    `{"stream":${JSON.stringify(stream)},"revision":${revision + from},"changes":[${parts.join(",")}]}`;
  for (const [index, change] of changes.entries()) {
    const part = JSON.stringify(change);
    if (parts.length > 0 && length + part.length > mostInOne) {
      yield encoded();
      [from, parts, length] = [index, [], 0];
    }
    parts.push(part);
    length += part.length;
  }
  if (parts.length > 0) yield encoded();
}

/** RFC 6455, 5.2: a whole text message, unmasked, its length in 7 bits, 16 or 64. */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x81;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
}
