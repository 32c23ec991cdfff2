/** Takes watching away with the right to it: on every node, at once where Redis is up, by the clock in any case. */
import type { Socket } from "socket.io";
import { log } from "../log.ts";
import { isSignedIn, type Person } from "../person.ts";
import { Problem } from "../problem.ts";
import { everySocket, identityOf, presentPerson } from "./connections.ts";
import { areAllHeard, onPublished, publish } from "./nodes.ts";
import { leaveRoom, streamsOf, watchersOf } from "./rooms.ts";
import { familyOf } from "./streams.ts";

/** Whose watching, or of what. */
export interface Whose {
  personId?: string;
  sessionId?: string;
  stream?: string;
}
/** A person's rights are kept for a second by whoever reads sessions: asked once more after that. */
const keptFor = 1050;
const every = 60_000;
const everyWithoutRedis = 5_000;

/** Rights have changed: asks again for these sockets on every node, and removes those who may not watch any more. */
export function recheckWatchers(whose: Whose): void {
  recheckHere(whose);
  publish("recheck", whose);
}

/** Signed out, suspended, banned: disconnects on every node. */
export function endSockets(whose: { personId?: string; sessionId?: string }): void {
  endHere(whose);
  publish("end", whose);
}

function recheckHere(whose: Whose): void {
  void recheck(pairsOf(whose));
  if (whose.personId !== undefined || whose.sessionId !== undefined)
    setTimeout(() => void recheck(pairsOf(whose)), keptFor).unref();
}

function endHere(whose: { personId?: string; sessionId?: string }): void {
  if (whose.personId === undefined && whose.sessionId === undefined) return;
  for (const socket of everySocket()) if (isOf(socket, whose)) socket.disconnect(true);
}

onPublished("recheck", recheckHere);
onPublished("end", endHere);

let isGoing = false;
let oneMore = false;

/** Asks again for every socket of this node: what other nodes said of rights meanwhile was perhaps not heard here. */
export function recheckAll(): void {
  if (isGoing) {
    oneMore = true;
    return;
  }
  isGoing = true;
  oneMore = false;
  void recheck(pairsOf({})).finally(() => {
    isGoing = false;
    if (oneMore) recheckAll();
  });
}

/** Starts the rounds by the clock; returns what ends them. */
export function startRechecks(): () => void {
  const timers = [
    setInterval(() => isGoing || recheckAll(), every),
    setInterval(() => isGoing || areAllHeard() || recheckAll(), everyWithoutRedis),
  ];
  for (const timer of timers) timer.unref();
  return () => {
    oneMore = false;
    for (const timer of timers) clearInterval(timer);
  };
}

interface Pair {
  socket: Socket;
  stream: string;
}
function pairsOf(whose: Whose): Pair[] {
  const { stream } = whose;
  const sockets = (stream === undefined ? everySocket() : watchersOf(stream)).filter((socket) => isOf(socket, whose));
  return sockets.flatMap((socket) =>
    (stream === undefined ? streamsOf(socket) : [stream]).map((one) => ({ socket, stream: one })),
  );
}

function isOf(socket: Socket, { personId, sessionId }: Whose): boolean {
  const identity = identityOf(socket);
  return (
    (personId === undefined || identity.person.id === personId) &&
    (sessionId === undefined || identity.sessionId === sessionId)
  );
}

/** One question a person and stream, fifty at a time. Where it cannot be answered (the database is away), nothing is removed. */
async function recheck(pairs: Pair[]): Promise<void> {
  const asked = new Map<string, Promise<boolean>>();
  for (let from = 0; from < pairs.length; from += 50) {
    await Promise.all(
      pairs.slice(from, from + 50).map(async ({ socket, stream }) => {
        try {
          if (await stillMay(socket, stream, asked)) return;
          leaveRoom(socket, stream);
          socket.emit("removed", { stream });
        } catch (error) {
          log.error({ error, stream }, "a right to watch could not be asked again");
        }
      }),
    );
  }
}

async function stillMay(socket: Socket, stream: string, asked: Map<string, Promise<boolean>>): Promise<boolean> {
  let person: Person;
  try {
    person = await presentPerson(socket);
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
  const there = familyOf(stream);
  if (!there) return false;
  const key = `${isSignedIn(person) ? person.id : person.kind} ${stream}`;
  const answer = asked.get(key) ?? there.family.mayWatch(person, there.rest);
  asked.set(key, answer);
  return answer;
}
