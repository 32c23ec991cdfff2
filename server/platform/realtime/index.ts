/** What happened, to everyone who watches (docs/decisions/telling.md). */
import { sendHere, watchersOf } from "./rooms.ts";

export { isConnected } from "./connections.ts";
export { beginEpoch, forgetEpoch, presentEpoch } from "./epoch.ts";
export { createGateway, type Gateway, type GatewayOptions, onDisconnect } from "./gateway.ts";
export { sayRevisions } from "./heartbeat.ts";
export { onPublished, publish } from "./nodes.ts";
export { endSockets, recheckWatchers } from "./recheck.ts";
export { registerStream } from "./streams.ts";

/** Support of questions. In no stream: each node counts for its own watchers, fire and forget. */
export const emitTally = (stream: string, payload: object): void => sendHere(stream, "tally", payload);
/** Who is here; likewise. */
export const emitHere = (stream: string, payload: object): void => sendHere(stream, "here", payload);
/** How many sockets of this node watch a stream. */
export const countWatchers = (stream: string): number => watchersOf(stream).length;
