/** Who is connected to which webinar through this process. */
import type { Interval } from "./interval.model.ts";

export interface Connection {
  intervalId: string;
  /** This node's name when the interval was begun; empty before. */
  nodeId: string;
  personId: string;
  country: string | null;
}
export interface Room {
  connections: Map<string, Connection>;
  timer: NodeJS.Timeout | undefined;
  toldAt: number;
}

/** Present through this process, by webinar and connection. */
export const rooms = new Map<string, Room>();

export function roomOf(webinarId: string): Room {
  const room = rooms.get(webinarId) ?? { connections: new Map(), timer: undefined, toldAt: 0 };
  rooms.set(webinarId, room);
  return room;
}

/** Whether this very stay goes on: who leaves and comes again has another. */
export const isHere = (webinarId: string, socketId: string, connection: Connection): boolean =>
  rooms.get(webinarId)?.connections.get(socketId) === connection;

/** As it is written when it begins. */
export const intervalOf = (
  webinarId: string,
  { intervalId, nodeId, personId, country }: Connection,
): Pick<Interval, "_id" | "webinarId" | "personId" | "nodeId" | "country"> => ({
  _id: intervalId,
  webinarId,
  personId,
  nodeId,
  country,
});
