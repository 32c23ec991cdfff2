/** One listener a socket: every operation by its name, `watch` and `unwatch`. A frame without an acknowledgement gets no answer, and does no harm. */
import { randomUUID } from "node:crypto";
import { parseCookie } from "cookie";
import type { Socket } from "socket.io";
import { inTurn } from "../in-turn.ts";
import { problemOf } from "../operations/http.ts";
import type { Limit } from "../operations/limit-requests.ts";
import type { Exchange, Served } from "../operations/serve.ts";
import type { Person } from "../person.ts";
import { Problem, tellProblem } from "../problem.ts";
import { noteOperation } from "../vitals/note-operation.ts";
import { askingPerson, identityOf } from "./connections.ts";
import { unwatch, watch } from "./watch.ts";

export type Dispatch = (socket: Socket, event: string, input: unknown, requestId: string) => Promise<unknown>;

const underWay = new Set<Promise<void>>();
/** Resolves when everything that was asked for by now is done: the database may be closed then. */
export const framesDone = async (): Promise<void> => void (await Promise.all(underWay));

/** Answers every frame of a socket with `{ ok }` or `{ problem }`. */
export function listen(socket: Socket, dispatch: Dispatch): void {
  socket.onAny((event: string, ...sent: unknown[]) => {
    const frame = answer(event, sent).finally(() => underWay.delete(frame));
    underWay.add(frame);
  });

  async function answer(event: string, sent: unknown[]): Promise<void> {
    const last = sent.at(-1);
    const acknowledge = typeof last === "function" ? (last as (reply: object) => void) : () => {};
    const input = typeof sent[0] === "function" ? undefined : sent[0];
    const requestId = randomUUID();
    let reply: object;
    try {
      reply = { ok: await dispatch(socket, event, input, requestId) };
    } catch (thrown) {
      reply = { problem: tellProblem(problemOf(thrown, { requestId, operation: String(event).slice(0, 80) })) };
    }
    acknowledge(reply);
  }
}

/** What a frame asks for: an operation that sockets offer, or to watch. */
export function dispatcher(served: Served[], limit: Limit, addressOf: (socket: Socket) => string): Dispatch {
  const operations = new Map(served.filter(({ operation }) => operation.over !== "http").map((one) => [one.name, one]));
  const letIn = async (socket: Socket, input: unknown, requestId: string) => {
    const person = await askingPerson(socket);
    await limit(identityOf(socket), addressOf(socket), "watch");
    return timedWatch(socket, input, { person, requestId });
  };
  return async (socket, event, input, requestId) => {
    // What is sent later happens later: leaving overtakes no watching that is still being let in.
    if (event === "unwatch") return inTurn(placeOf(socket, input), () => unwatch(socket, input));
    if (event === "watch") return inTurn(placeOf(socket, input), () => letIn(socket, input, requestId));
    const person = await askingPerson(socket);
    // What nobody offers costs its sender as much.
    await limit(identityOf(socket), addressOf(socket), event);
    const asked = operations.get(event);
    if (!asked) throw new Problem("not-found");
    return asked.run(person, input, exchangeOf(socket, addressOf(socket), requestId));
  };
}

/** A socket's watching of one stream. */
const placeOf = ({ id }: Socket, input: unknown): string =>
  `watching ${id} ${String((input as { stream?: unknown } | null | undefined)?.stream).slice(0, 200)}`;

async function timedWatch(socket: Socket, input: unknown, by: { person: Person; requestId: string }): Promise<unknown> {
  const ran = { operation: "watch", reads: true, way: "socket", began: performance.now(), ...by } as const;
  try {
    const answer = await watch(socket, input);
    noteOperation(ran);
    return answer;
  } catch (thrown) {
    noteOperation(ran, thrown);
    throw thrown;
  }
}

function exchangeOf(socket: Socket, address: string, requestId: string): Exchange {
  const { headers } = socket.handshake;
  return {
    requestId,
    way: "socket",
    address,
    userAgent: headers["user-agent"]?.slice(0, 300) ?? "",
    sessionId: identityOf(socket).sessionId,
    socketId: socket.id,
    cookies: parseCookie(headers.cookie ?? ""),
    setCookie: () => {
      throw new Error("cookies can be set over HTTP only");
    },
  };
}
