/** Who watches what on this node, and sending to them: at most a thousand at a time, so that no send holds up the others. */
import type { Server, Socket } from "socket.io";
import type { Told } from "../../../shared/live.ts";
import { delivered, sent } from "../vitals/counts.ts";
import { publish } from "./nodes.ts";

const inOneSlice = 1000;

/** The sockets of a stream on this node, in slices. */
type Slice = Map<string, Socket>;
const rooms = new Map<string, Slice[]>();
const watching = new WeakMap<Socket, Set<string>>();
/** Slices that wait for their turn, in order. */
const waiting: (() => void)[] = [];
let io: Server | undefined;

export function openRooms(server: Server): void {
  io = server;
}
export function closeRooms(): void {
  io = undefined;
  rooms.clear();
  waiting.length = 0;
}

export function joinRoom(socket: Socket, stream: string): void {
  if (!socket.connected || isInRoom(socket, stream)) return;
  const slices = rooms.get(stream) ?? [];
  rooms.set(stream, slices);
  let place = slices.findIndex((slice) => slice.size < inOneSlice);
  if (place < 0) place = slices.push(new Map()) - 1;
  slices[place]?.set(socket.id, socket);
  watching.set(socket, streamsWatched(socket).add(stream));
  void socket.join(sliceName(stream, place));
}

export function leaveRoom(socket: Socket, stream: string): void {
  const slices = rooms.get(stream);
  slices?.forEach((slice, place) => {
    if (slice.delete(socket.id)) void socket.leave(sliceName(stream, place));
  });
  if (slices?.every((slice) => slice.size === 0)) rooms.delete(stream);
  watching.get(socket)?.delete(stream);
}

export const isInRoom = (socket: Socket, stream: string): boolean => watching.get(socket)?.has(stream) ?? false;
/** The streams that anybody on this node watches. */
export const watchedStreams = (): string[] => [...rooms.keys()];
export const streamsOf = (socket: Socket): string[] => [...streamsWatched(socket)];
export const watchersOf = (stream: string): Socket[] =>
  (rooms.get(stream) ?? []).flatMap((slice) => [...slice.values()]);

/** Sends to all who watch the stream, on every node. */
export function sendTold(told: Told): void {
  sendHere(told.stream, "told", told);
  publish("told", told);
}

/** Sends to those who watch the stream on this node. */
export function sendHere(stream: string, event: string, payload: unknown): void {
  if (rooms.has(stream)) sent.add(1, event);
  rooms.get(stream)?.forEach((slice, place) => {
    delivered.add(slice.size, event);
    const send = () => void io?.local.to(sliceName(stream, place)).emit(event, payload);
    if (place === 0 && waiting.length === 0) send();
    else if (waiting.push(send) === 1) setImmediate(sendNext);
  });
}

function sendNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(sendNext);
}

/** How many streams are watched on this node, and by how many: who watches two streams counts twice. */
export function countWatched(): { streams: number; watchers: number } {
  let watchers = 0;
  for (const slices of rooms.values()) for (const { size } of slices) watchers += size;
  return { streams: rooms.size, watchers };
}

const streamsWatched = (socket: Socket): Set<string> => watching.get(socket) ?? new Set();
const sliceName = (stream: string, place: number): string => `${stream}#${place}`;
