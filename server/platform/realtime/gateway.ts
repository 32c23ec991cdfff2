/** The door for sockets: who may connect, who is behind, and what happens when one goes. */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import { log } from "../log.ts";
import type { Identify } from "../operations/identity.ts";
import type { Limit } from "../operations/limit-requests.ts";
import { isOurs } from "../operations/origin.ts";
import type { Served } from "../operations/serve.ts";
import type { Person } from "../person.ts";
import { Problem, tellProblem } from "../problem.ts";
import { closeConnections, identityOf, openConnections } from "./connections.ts";
import { dispatcher, framesDone, listen } from "./dispatch.ts";
import { forgetEpoch } from "./epoch.ts";
import { sayRevisions, startHeartbeat } from "./heartbeat.ts";
import { joinNodes, leaveNodes, onPublishedText } from "./nodes.ts";
import { recheckAll, startRechecks } from "./recheck.ts";
import { closeRooms, leaveRoom, passOn, streamsOf } from "./rooms.ts";
import { startLettingGo } from "./stalled.ts";

export interface GatewayOptions {
  http: HttpServer;
  served: Served[];
  identify: Identify;
  /** The address under which pages are served; without one, the host that was asked. */
  publicUrl?: string | undefined;
  redisUrl?: string | undefined;
  limit?: Limit;
  /** How many proxies in front are believed about the client's address. */
  trustedProxies?: number;
}
export interface Gateway {
  readonly io: Server;
  close(): Promise<void>;
}

type Gone = (socketId: string, person: Person) => void;
const goneListeners: Gone[] = [];
/** Hears when a connection of this node has ended: attendance ends its interval. */
export function onDisconnect(listener: Gone): void {
  goneListeners.push(listener);
}

// What other nodes tell goes to whoever watches here.
onPublishedText("told", passOn);

/** Opens the sockets of a server. One gateway a process. */
export function createGateway({
  http,
  served,
  identify,
  publicUrl,
  redisUrl,
  limit = async () => {},
  trustedProxies = 0,
}: GatewayOptions): Gateway {
  const io = new Server(http, {
    // 250 KB a connection with it, 17 without.
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    serveClient: false,
    // Socket.IO's `cors` does not stop foreign pages on websockets; a request without Origin comes from no page but ours.
    allowRequest: ({ headers }, answer) => {
      const allowed =
        headers.origin === undefined ? isSameSite(headers) : isOurs(headers.origin, headers.host, publicUrl);
      answer(allowed ? null : "foreign-origin", allowed);
    },
  });
  openConnections(io, identify);
  joinNodes(redisUrl, () => {
    void sayRevisions();
    recheckAll();
  });
  const stopHeartbeat = startHeartbeat();
  const stopRechecks = startRechecks();
  const stopLettingGo = startLettingGo();

  io.use((socket, next) => {
    identify.handshake(socket.handshake.headers).then(
      (identity) => {
        socket.data = { identity };
        next();
      },
      (thrown: unknown) => {
        const problem = thrown instanceof Problem ? thrown : new Problem("unavailable");
        if (problem !== thrown) log.error({ error: thrown }, "a handshake broke");
        next(Object.assign(new Error(problem.code), { data: tellProblem(problem) }));
      },
    );
  });
  const dispatch = dispatcher(served, limit, (socket) => addressOf(socket, trustedProxies));
  io.on("connection", (socket) => {
    listen(socket, dispatch);
    socket.on("disconnect", () => {
      for (const stream of streamsOf(socket)) leaveRoom(socket, stream);
      for (const listener of goneListeners) listener(socket.id, identityOf(socket).person);
    });
  });

  return {
    io,
    async close() {
      stopHeartbeat();
      stopRechecks();
      stopLettingGo();
      leaveNodes();
      await io.close();
      // Whoever hears no answer any more asks again elsewhere; what was begun is done all the same.
      await framesDone();
      closeRooms();
      closeConnections();
      forgetEpoch();
    },
  };
}

const isSameSite = (headers: IncomingMessage["headers"]): boolean =>
  headers["sec-fetch-site"] === undefined ||
  headers["sec-fetch-site"] === "same-origin" ||
  headers["sec-fetch-site"] === "none";

function addressOf({ handshake }: Socket, trustedProxies: number): string {
  const hops = (handshake.headers["x-forwarded-for"] as string | undefined)?.split(",").map((hop) => hop.trim()) ?? [];
  return (trustedProxies > 0 ? hops.at(-Math.min(trustedProxies, hops.length)) : undefined) ?? handshake.address;
}
