/** Who is here: connections in this process, and the open intervals of the other nodes. Told at most once a second. */
import type { PresenceView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { log } from "../../../platform/log.ts";
import { thisNode } from "../../../platform/nodes/index.ts";
import type { Guest, Member } from "../../../platform/person.ts";
import { countWatchers, emitHere, onDisconnect, onPublished, publish } from "../../../platform/realtime/index.ts";
import { findPerson } from "../../members/index.ts";
import type { Webinar } from "../webinar.model.ts";
import { Webinars } from "../webinar.model.ts";
import { audiences, webinarStreamOf } from "../webinars.streams.ts";
import { Intervals } from "./interval.model.ts";
import { beginIntervals, endIntervals, writeEnds } from "./intervals.ts";
import { type Connection, intervalOf, isHere, type Room, roomOf, rooms } from "./rooms.ts";

const tellEvery = 1000;
/** Others come and go on other nodes: their intervals are read again so often. */
const refreshEvery = 10_000;
let refresh: NodeJS.Timeout | undefined;
let running = false;

/** Begins an interval on this connection; once, however often it is asked for. */
export async function enter(webinarId: string, socketId: string, person: Member | Guest): Promise<void> {
  const room = roomOf(webinarId);
  if (room.connections.has(socketId)) return;
  const intervalId = newId();
  const connection: Connection = { intervalId, nodeId: "", personId: person.id, country: null };
  room.connections.set(socketId, connection);
  try {
    connection.country = (await findPerson(person.id)).country;
    connection.nodeId = thisNode();
    await beginIntervals([intervalOf(webinarId, connection)]);
  } catch (thrown) {
    // Nobody is counted as here whose interval was not written: entering again begins it.
    if (isHere(webinarId, socketId, connection)) room.connections.delete(socketId);
    // It may be written all the same, or have been begun anew meanwhile.
    void endIntervals([intervalId, connection.intervalId]);
    throw thrown;
  }
  // It may have ended while the interval was written, or have been begun anew.
  const isMine = isHere(webinarId, socketId, connection) && connection.intervalId === intervalId;
  if (!isMine) await endIntervals([intervalId]);
  presenceChanged(webinarId);
}

export async function leave(webinarId: string, socketId: string): Promise<void> {
  const room = rooms.get(webinarId);
  const connection = room?.connections.get(socketId);
  if (!room || !connection) return;
  room.connections.delete(socketId);
  await endIntervals([connection.intervalId]);
  presenceChanged(webinarId);
}

/** Connections that ended and whose leaving is being written. */
const leaving = new Set<Promise<void>>();

/** The connection ended: it is in no room any more. */
function leaveAll(socketId: string): void {
  for (const [webinarId, room] of rooms) {
    if (!room.connections.has(socketId)) continue;
    const left = leave(webinarId, socketId).finally(() => leaving.delete(left));
    leaving.add(left);
  }
}

onDisconnect(leaveAll);
onPublished("presence", ({ webinarId }: { webinarId: string }) => tellHere(webinarId));

/** How many are here, from how many countries, and who of the panel and the moderators. */
export async function presenceIn(
  webinar: Pick<Webinar, "_id" | "panellistIds" | "moderatorIds">,
): Promise<PresenceView> {
  const here = [...(rooms.get(webinar._id)?.connections.values() ?? [])] as Pick<Connection, "personId" | "country">[];
  const elsewhere = await Intervals.find(
    { webinarId: webinar._id, endedAt: null, nodeId: { $ne: thisNode() } },
    { personId: 1, country: 1 },
  ).lean();
  const all = [...here, ...elsewhere];
  const people = new Set(all.map(({ personId }) => personId));
  const countries = new Set(all.map(({ country }) => country).filter((country) => country !== null));
  const desks = [...new Set([...webinar.panellistIds, ...webinar.moderatorIds])].filter((id) => people.has(id));
  return { here: people.size, countries: countries.size, desks };
}

export function startPresence(): void {
  running = true;
  refresh = setInterval(() => {
    void writeEnds();
    for (const [webinarId, room] of rooms) tellSoon(webinarId, room);
  }, refreshEvery);
  refresh.unref();
}

/** Waits until everybody who was here has left on paper too. */
export async function stopPresence(): Promise<void> {
  running = false;
  await Promise.allSettled(leaving);
  clearInterval(refresh);
  for (const { timer } of rooms.values()) clearTimeout(timer);
  rooms.clear();
}

/** Others are here than before: told here, and on every other node. */
export function presenceChanged(webinarId: string): void {
  tellHere(webinarId);
  publish("presence", { webinarId });
}

/** To whoever is in the room through this node, or only looks in. */
function tellHere(webinarId: string): void {
  const isWatched = audiences.some((audience) => countWatchers(webinarStreamOf(webinarId, audience)) > 0);
  if (isWatched || rooms.has(webinarId)) tellSoon(webinarId, roomOf(webinarId));
}

function tellSoon(webinarId: string, room: Room): void {
  if (room.timer || !running) return;
  const wait = Math.max(0, room.toldAt + tellEvery - performance.now());
  room.timer = setTimeout(() => {
    room.timer = undefined;
    room.toldAt = performance.now();
    if (room.connections.size === 0) rooms.delete(webinarId);
    void tell(webinarId).catch(
      (error: unknown) => running && log.warn({ error, webinar: webinarId }, "who is here was not told"),
    );
  }, wait);
  room.timer.unref();
}

async function tell(webinarId: string): Promise<void> {
  const webinar = await Webinars.findById(webinarId, { panellistIds: 1, moderatorIds: 1 }).lean<Webinar>();
  if (!webinar) return;
  const here = { webinarId, ...(await presenceIn(webinar)) };
  for (const audience of audiences) emitHere(webinarStreamOf(webinarId, audience), here);
}
