/** A TCP proxy that spoils a line on purpose: between a node and Redis, a node and MongoDB, a client and a node. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface FaultProxy {
  readonly port: number;
  /** The url given, led through here: same scheme, people, path and query. */
  through(url: string): string;
  /** How many connections are open now. */
  open(): number;
  /** Bytes that came through from the server's side, since the start. */
  heard(): number;
  /** Ends every connection at once; the next ones get through. */
  cut(): void;
  /** As if there were no server: ends every connection, and new ones are refused. */
  refuse(): Promise<void>;
  /** Each piece comes through so much later, in both directions, in order. */
  delay(milliseconds: number): void;
  /** A black hole: connections stay open, or can be made, and what is sent comes to nothing. Those that lost something end when it is over. */
  drop(): void;
  /** Nothing comes through until it is over, and then everything does. */
  hold(): void;
  /** Back to normal. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** One connection and its other half. */
interface Line {
  near: Socket;
  far: Socket;
  /** A piece of it was swallowed: what follows would make no sense. */
  broken: boolean;
}
type Fault = { is: "none" } | { is: "delay"; by: number } | { is: "drop" } | { is: "hold" };

/** A socket that is just ending cannot be reset: it would never close. */
const reset = (socket: Socket): unknown => (socket.writableEnded ? socket.destroy() : socket.resetAndDestroy());

/** Before `host:port`. Stop it when the file is done. */
export async function startFaultProxy(to: { host?: string; port: number }): Promise<FaultProxy> {
  const lines = new Set<Line>();
  const held: (() => void)[] = [];
  let fault: Fault = { is: "none" };
  let bytes = 0;
  let server: Server = await listen(0);
  const { port } = server.address() as AddressInfo;

  function listen(at: number): Promise<Server> {
    const opened = createServer({ allowHalfOpen: true }, open);
    opened.listen(at, "127.0.0.1");
    return once(opened, "listening").then(() => opened);
  }

  function open(near: Socket): void {
    const far = connect({ host: to.host ?? "127.0.0.1", port: to.port, allowHalfOpen: true });
    const line: Line = { near, far, broken: false };
    lines.add(line);
    const end = () => {
      lines.delete(line);
      reset(near);
      reset(far);
    };
    for (const socket of [near, far]) socket.setNoDelay(true).on("error", end).on("close", end);
    pass(line, near, far);
    pass(line, far, near);
    far.on("data", (piece: Buffer) => {
      bytes += piece.length;
    });
  }

  /** What comes from one half goes to the other, as the present fault has it. */
  function pass(line: Line, from: Socket, into: Socket): void {
    // Whatever was delayed goes before what comes after it.
    let last = Promise.resolve();
    const send = (piece: Buffer | null) => {
      if (into.destroyed) return;
      if (piece === null) into.end();
      else if (!into.write(piece)) {
        from.pause();
        into.once("drain", () => from.resume());
      }
    };
    const take = (piece: Buffer | null) => {
      const present = fault;
      if (present.is === "drop") {
        line.broken = true;
        return;
      }
      const wait =
        present.is === "hold"
          ? new Promise<void>((over) => held.push(over))
          : present.is === "delay"
            ? new Promise<void>((over) => setTimeout(over, present.by).unref())
            : undefined;
      last = Promise.all([last, wait]).then(() => send(piece));
    };
    from.on("data", take).on("end", () => take(null));
  }

  function end(which: (line: Line) => boolean): void {
    for (const line of [...lines].filter(which)) {
      lines.delete(line);
      reset(line.near);
      reset(line.far);
    }
  }
  function release(next: Fault): void {
    fault = next;
    for (const over of held.splice(0)) over();
  }

  return {
    port,
    through: (url) => url.replace(/^(\w+:\/\/(?:[^/@]*@)?)[^/?,]+/, `$1127.0.0.1:${port}`),
    open: () => lines.size,
    heard: () => bytes,
    cut: () => end(() => true),
    async refuse() {
      const closed = once(server, "close");
      server.close();
      end(() => true);
      await closed;
    },
    delay: (milliseconds) => release({ is: "delay", by: milliseconds }),
    drop: () => release({ is: "drop" }),
    hold: () => release({ is: "hold" }),
    async mend() {
      release({ is: "none" });
      end(({ broken }) => broken);
      if (!server.listening) server = await listen(port);
    },
    async stop() {
      release({ is: "none" });
      end(() => true);
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}
