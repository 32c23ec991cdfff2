/** Others took this node for dead and end what was open under its former name: who is still connected begins anew under the present one. */
import { newId } from "../../../../shared/ids.ts";
import { thisNode } from "../../../platform/nodes/index.ts";
import { beginIntervals, endIntervals } from "./intervals.ts";
import { presenceChanged } from "./presence.ts";
import { type Connection, intervalOf, isHere, rooms } from "./rooms.ts";

type Stay = [socketId: string, connection: Connection];

/** So many begin in one write. */
const atOnce = 300;

/** Called again after a failure it goes on with the rest. */
export async function beginAgain(): Promise<void> {
  for (const [webinarId, { connections }] of rooms) {
    const former = [...connections].filter(([, { nodeId }]) => nodeId !== "" && nodeId !== thisNode());
    for (let at = 0; at < former.length; at += atOnce) await beginAnew(webinarId, former.slice(at, at + atOnce));
    if (former.length > 0) presenceChanged(webinarId);
  }
}

async function beginAnew(webinarId: string, former: Stay[]): Promise<void> {
  const nodeId = thisNode();
  const begun = former
    .filter((stay) => isHere(webinarId, ...stay))
    .map((stay) => ({ stay, anew: { ...stay[1], intervalId: newId(), nodeId } }));
  try {
    await beginIntervals(begun.map(({ anew }) => intervalOf(webinarId, anew)));
  } catch (thrown) {
    // Some may be written all the same.
    await endIntervals(begun.map(({ anew }) => anew.intervalId));
    throw thrown;
  }
  const over = begun.map(({ stay, anew }) => {
    // Left while it was written.
    if (!isHere(webinarId, ...stay)) return anew.intervalId;
    const [, connection] = stay;
    const before = connection.intervalId;
    Object.assign(connection, anew);
    // Perhaps it was written after the others had ended the rest.
    return before;
  });
  await endIntervals(over);
}
