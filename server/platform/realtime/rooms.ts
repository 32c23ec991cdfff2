/** Who watches what on this node, and sending to them: so much in one turn of the event loop that no send holds up the others. */
import type { Socket } from "socket.io";
import type { Told } from "../../../shared/live.ts";
import { delivered, sent } from "../vitals/counts.ts";
import { encodeTold, type Message, messageOf, sendMessage } from "./message.ts";
import { hasOthers, publishText } from "./nodes.ts";

/** The sockets of a stream on this node, in slices. */
type Slice = Set<Socket>;
const inOneSlice = 250;
const rooms = new Map<string, Slice[]>();
const watching = new WeakMap<Socket, Set<string>>();

/** Short messages in one turn; a long one counts as several. */
const inOneTurn = 1000;
const bytesOfShort = 4096;
/** What waits for its turn, in order. */
const waiting: { slice: Slice; message: Message }[] = [];
let left = inOneTurn;
let turnAhead = false;

export function closeRooms(): void {
  rooms.clear();
  waiting.length = 0;
}

export function joinRoom(socket: Socket, stream: string): void {
  if (!socket.connected || isInRoom(socket, stream)) return;
  const slices = rooms.get(stream) ?? [];
  rooms.set(stream, slices);
  const free = slices.find((slice) => slice.size < inOneSlice);
  if (free) free.add(socket);
  else slices.push(new Set([socket]));
  watching.set(socket, streamsWatched(socket).add(stream));
}

export function leaveRoom(socket: Socket, stream: string): void {
  const slices = rooms.get(stream);
  for (const slice of slices ?? []) slice.delete(socket);
  if (slices?.every((slice) => slice.size === 0)) rooms.delete(stream);
  watching.get(socket)?.delete(stream);
}

export const isInRoom = (socket: Socket, stream: string): boolean => watching.get(socket)?.has(stream) ?? false;
/** The streams that anybody on this node watches. */
export const watchedStreams = (): string[] => [...rooms.keys()];
export const streamsOf = (socket: Socket): string[] => [...streamsWatched(socket)];
export const watchersOf = (stream: string): Socket[] => (rooms.get(stream) ?? []).flatMap((slice) => [...slice]);
/** Whether anybody may watch the stream: what other nodes' clients do is not known here. */
export const isHeard = (stream: string): boolean => rooms.has(stream) || hasOthers();

/** Sends to all who watch the stream, on every node. */
export function sendTold(told: Told): void {
  for (const payload of encodeTold(told)) {
    publishText("told", `${told.stream}\n${payload}`);
    sendText(told.stream, "told", payload);
  }
}

/** What another node has told, to those who watch here. */
export function passOn(text: string): void {
  const end = text.indexOf("\n");
  sendText(text.slice(0, end), "told", text.slice(end + 1));
}

/** Sends to those who watch the stream on this node. */
export function sendHere(stream: string, event: string, payload: unknown): void {
  if (rooms.has(stream)) sendText(stream, event, JSON.stringify(payload));
}

function sendText(stream: string, event: string, payload: string): void {
  const slices = rooms.get(stream);
  if (!slices) return;
  sent.add(1, event);
  const message = messageOf(event, payload);
  for (const slice of slices) waiting.push({ slice, message });
  sendWaiting();
}

function sendWaiting(): void {
  while (left > 0) {
    const next = waiting.shift();
    if (!next) break;
    const { slice, message } = next;
    left -= slice.size * Math.ceil(message.frame.length / bytesOfShort);
    delivered.add(slice.size, message.event);
    for (const socket of slice) sendMessage(socket, message);
  }
  if (!turnAhead) setImmediate(beginTurn);
  turnAhead = true;
}

function beginTurn(): void {
  turnAhead = false;
  left = inOneTurn;
  if (waiting.length > 0) sendWaiting();
}

/** How many streams are watched on this node, and by how many: who watches two streams counts twice. */
export function countWatched(): { streams: number; watchers: number } {
  let watchers = 0;
  for (const slices of rooms.values()) for (const { size } of slices) watchers += size;
  return { streams: rooms.size, watchers };
}

const streamsWatched = (socket: Socket): Set<string> => watching.get(socket) ?? new Set();
