/** A person's line as the product's own client holds it, through a gate that the drill can shut, to a node that it chooses. */

import { Lost, Refusal } from "../../client/live/refusal.ts";
import { type Connection, openConnection } from "../../client/live/socket.ts";
import type { OperationName, Question, Reply } from "../../shared/contract.ts";
import type { Change, Told } from "../../shared/live.ts";
import type { ProblemCode } from "../../shared/problems.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import type { MadePerson } from "../support/make-people.ts";
import type { NodeProcess } from "../support/node-process.ts";
import { publicUrl } from "./ground.ts";

export interface Line extends Connection {
  readonly person: MadePerson;
  /** What stands between this person and the nodes. */
  readonly gate: FaultProxy;
  /** The part of what is told that never arrives here. */
  loses: number;
  /** Everything told that did arrive. */
  onTold(listener: (told: Change & { stream: string }) => void): void;
  end(): Promise<void>;
}

export interface LineWishes {
  /** One that many go through; else each has a gate of its own. */
  gate?: FaultProxy;
  reconnectionDelay?: number;
  reconnectionDelayMax?: number;
}

/** @param nodeNow asked at each new connection: another node each time, or the one that is there */
export async function openLine(
  person: MadePerson,
  nodeNow: () => NodeProcess,
  { gate: shared, reconnectionDelay = 50, reconnectionDelayMax = 500 }: LineWishes = {},
): Promise<Line> {
  const gate =
    shared ??
    (await startFaultProxy({
      get port() {
        return nodeNow().port;
      },
    }));
  const cookie = Object.entries(person.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
  const own = openConnection({
    url: `http://127.0.0.1:${gate.port}`,
    forceNew: true,
    transports: ["websocket"],
    extraHeaders: { origin: publicUrl, cookie },
    reconnectionDelay,
    reconnectionDelayMax,
    timeout: 3_000,
    renew: async () => "renewed",
  } as Parameters<typeof openConnection>[0]);
  const line: Line = {
    ...own,
    person,
    gate,
    loses: 0,
    get connected() {
      return own.connected;
    },
    on: (event, listener) =>
      own.on(event, (payload: never) =>
        event === "told" && Math.random() < line.loses ? undefined : listener(payload),
      ),
    onTold: (listener) =>
      void line.on<Told>("told", ({ stream, changes }) => {
        for (const change of changes) listener({ ...change, stream });
      }),
    async end() {
      own.close();
      if (!shared) await gate.stop();
    },
  };
  return line;
}

const passing: ReadonlySet<ProblemCode> = new Set(["unavailable", "internal", "session-expired", "too-many"]);

/** Sends the same thing, under the same ids, until it is answered; what is refused for good is thrown. */
export async function insist<N extends OperationName>(line: Line, name: N, input: Question<N>): Promise<Reply<N>> {
  for (let tries = 0; ; tries++) {
    try {
      return await line.ask<Reply<N>>(name, input, 15_000);
    } catch (thrown) {
      const again = thrown instanceof Lost || (thrown instanceof Refusal && passing.has(thrown.code));
      if (!again || tries > 40) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 50 + 50 * Math.min(tries, 10)));
    }
  }
}

/** Waits until it is so; false where it has not come by then. */
export async function comesTrue(what: () => boolean | Promise<boolean>, within = 30_000): Promise<boolean> {
  const until = performance.now() + within;
  while (!(await what())) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
