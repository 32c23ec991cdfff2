/** What happened, to everyone who watches (docs/decisions/telling.md). */
import { publish } from "./nodes.ts";
import { sendHere, watchersOf } from "./rooms.ts";

export { beginEpoch, presentEpoch } from "./epoch.ts";
export { createGateway, type Gateway, type GatewayOptions, onDisconnect } from "./gateway.ts";
export { sayRevisions } from "./heartbeat.ts";
export { onPublished, publish } from "./nodes.ts";
export { endSockets, recheckWatchers } from "./recheck.ts";
export { registerStream, type StreamFamily, type WindowOf } from "./streams.ts";

/** What is in no stream (a tally, who is here, who types), to those who watch the stream: fire and forget. */
export function emitTo(
  stream: string,
  event: string,
  payload: object,
  where: "this-node" | "everywhere" = "this-node",
): void {
  sendHere(stream, event, payload);
  if (where === "everywhere") publish("emit", { stream, event, payload });
}
/** Support of questions, to this node's watchers: every node counts for its own. */
export const emitTally = (stream: string, payload: object): void => emitTo(stream, "tally", payload);
/** Who is here, to this node's watchers. */
export const emitHere = (stream: string, payload: object): void => emitTo(stream, "here", payload);
/** How many sockets of this node watch a stream. */
export const countWatchers = (stream: string): number => watchersOf(stream).length;
