/** The sockets of this node and who is behind each, asked anew at every operation. */
import type { Server, Socket } from "socket.io";
import type { Identify, Identity } from "../operations/identity.ts";
import type { Person } from "../person.ts";
import { Problem } from "../problem.ts";

let io: Server | undefined;
let identify: Identify | undefined;

export function openConnections(server: Server, how: Identify): void {
  io = server;
  identify = how;
}
export function closeConnections(): void {
  io = undefined;
  identify = undefined;
}

export const everySocket = (): Socket[] => [...(io?.of("/").sockets.values() ?? [])];
/** Whether this connection still stands. */
export const isConnected = (socketId: string): boolean => io?.of("/").sockets.has(socketId) ?? false;
export const countSockets = (): number => io?.of("/").sockets.size ?? 0;
export const identityOf = (socket: Socket): Identity => (socket.data as { identity: Identity }).identity;

/** The person as of now; a socket whose session has ended is disconnected and refused. */
export async function presentPerson(socket: Socket): Promise<Person> {
  const { sessionId, person } = identityOf(socket);
  if (sessionId === null) return person;
  const present = await identify?.session(sessionId);
  if (present) {
    (socket.data as { identity: Identity }).identity = { person: present, sessionId };
    return present;
  }
  setImmediate(() => socket.disconnect(true));
  throw new Problem("session-expired");
}

/** The same for whoever asks for something: the session is in use. */
export async function askingPerson(socket: Socket): Promise<Person> {
  const person = await presentPerson(socket);
  const { sessionId } = identityOf(socket);
  if (sessionId !== null) await identify?.used?.(sessionId);
  return person;
}
