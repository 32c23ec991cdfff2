/** The line to the server: one socket for the page, that comes back by itself and renews its session where that is over. */
import { io, type ManagerOptions, NodeWebSocket, type Socket, type SocketOptions } from "socket.io-client";
import type { Json } from "../../shared/operation.ts";
import type { ProblemCode } from "../../shared/problems.ts";
import { Lost, Refusal } from "./refusal.ts";
import { type ReadonlySignal, signal } from "./signal.ts";

/** `caught-up` for three seconds after a reconnect, once everything missed is there; `signed-out`: the session has ended, load the page anew. */
export type LineState = "connecting" | "live" | "reconnecting" | "caught-up" | "signed-out";
export type Renewed = "renewed" | "signed-out";

export interface Connection {
  readonly state: ReadonlySignal<LineState>;
  readonly connected: boolean;
  /** Asks and waits for the answer; sent again after a reconnect. Throws `Refusal`, or `Lost` where none came in time. */
  ask<T>(event: string, input: unknown, timeout?: number): Promise<T>;
  /** The same, on the present line only: it is lost with the line. */
  askOnce<T>(event: string, input: unknown, timeout?: number): Promise<T>;
  on<T>(event: string, listener: (payload: T) => void): () => void;
  /** Hears each time that a line is there, at once if there is one; `Lost` when it breaks. */
  onLine(listener: () => void): () => void;
  /** What has to be caught up with before the line counts as caught up. */
  behind(what: string): void;
  caughtUp(what: string): void;
  close(): void;
}

export interface ConnectionOptions extends Partial<ManagerOptions & SocketOptions> {
  /** Where no page says it. */
  url?: string;
  /** Renews the session; by POST, in one tab at a time. */
  renew?: () => Promise<Renewed>;
}

const patience = 10_000;
const shownFor = 3_000;
type Answer = { ok: unknown } | { problem: { code: ProblemCode; [detail: string]: Json } };

export function openConnection({ url, renew = renewSession, ...options }: ConnectionOptions = {}): Connection {
  const state = signal<LineState>("connecting");
  const behind = new Set<string>();
  const lineListeners = new Set<() => void>();
  let first = true;
  let closed = false;
  let renewing = false;
  let shown: ReturnType<typeof setTimeout> | undefined;
  const how = {
    transports: [NodeWebSocket],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    // An attempt that hangs on a line that is gone gives way to the next.
    timeout: 5_000,
    ...options,
  };
  const socket: Socket = url === undefined ? io(how) : io(url, how);
  if (!options.transports) socket.io.once("error", () => void allowPolling(socket));

  function settle() {
    if (!socket.connected || behind.size > 0 || state.value !== "reconnecting") return;
    state.value = "caught-up";
    shown = setTimeout(() => {
      if (state.value === "caught-up") state.value = "live";
    }, shownFor);
  }
  function broken() {
    clearTimeout(shown);
    if (!first && state.value !== "signed-out") state.value = "reconnecting";
  }
  async function renewAndConnect() {
    if (renewing || closed) return;
    renewing = true;
    try {
      if ((await renew()) === "signed-out") state.value = "signed-out";
      else if (!closed) socket.connect();
    } catch {
      setTimeout(() => void renewAndConnect(), 2_000 + Math.random() * 2_000);
    } finally {
      renewing = false;
    }
  }

  socket.on("connect", () => {
    if (first) state.value = "live";
    first = false;
    for (const listener of lineListeners) listener();
    settle();
  });
  socket.on("disconnect", (reason) => {
    broken();
    // The server has ended it: signed out, or the session is to be shown anew.
    if (reason === "io server disconnect") void renewAndConnect();
  });
  socket.on("connect_error", (error) => {
    broken();
    const { code } = (error as Error & { data?: { code?: ProblemCode } }).data ?? {};
    if (code === "session-expired") void renewAndConnect();
    // Refused by the server rather than unreachable: socket.io does not try again by itself.
    else if (!socket.active) setTimeout(() => closed || socket.connect(), 2_000 + Math.random() * 3_000);
  });
  const comeBack = () => {
    if (!socket.connected && !closed && state.value !== "signed-out") socket.connect();
  };
  globalThis.addEventListener?.("online", comeBack);

  async function askOnce<T>(event: string, input: unknown, timeout = patience): Promise<T> {
    let answer: Answer;
    try {
      answer = (await socket.timeout(Math.max(1, timeout)).emitWithAck(event, input)) as Answer;
    } catch (thrown) {
      throw new Lost((thrown as Error).message);
    }
    if ("problem" in answer) throw new Refusal(answer.problem);
    return answer.ok as T;
  }
  async function ask<T>(event: string, input: unknown, timeout = patience): Promise<T> {
    const until = performance.now() + timeout;
    for (;;) {
      try {
        return await askOnce<T>(event, input, until - performance.now());
      } catch (thrown) {
        const again = thrown instanceof Lost || (thrown instanceof Refusal && thrown.code === "session-expired");
        if (!again || closed || state.value === "signed-out" || performance.now() >= until - 20) throw thrown;
        // The frame waits in the socket until the next line; a moment's pause where it was refused.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  return {
    state,
    get connected() {
      return socket.connected;
    },
    ask,
    askOnce,
    on(event, listener) {
      socket.on(event, listener);
      return () => void socket.off(event, listener);
    },
    onLine(listener) {
      lineListeners.add(listener);
      if (socket.connected) listener();
      return () => void lineListeners.delete(listener);
    },
    behind: (what) => void behind.add(what),
    caughtUp(what) {
      behind.delete(what);
      settle();
    },
    close() {
      closed = true;
      clearTimeout(shown);
      globalThis.removeEventListener?.("online", comeBack);
      socket.disconnect();
    },
  };
}

/** From the next attempt on: the way here may let no websocket through. */
async function allowPolling({ io: { opts } }: Socket): Promise<void> {
  const { NodeXHR } = await import("./polling.ts");
  opts.transports = [NodeWebSocket, NodeXHR];
}

/** One tab at a time; the refresh cookie of a lost answer is still good. */
async function renewSession(): Promise<Renewed> {
  const post = () =>
    fetch("/api/sessions/renew", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  const answer = await (navigator.locks ? navigator.locks.request("colloquy.session", post) : post());
  // Whoever is signed out is told so; a limit or a proxy says nothing of the session.
  if (!answer.ok) throw new Lost("the session could not be renewed");
  const { signedIn = false } = (await answer.json()) as { signedIn?: boolean };
  return signedIn ? "renewed" : "signed-out";
}

let own: Connection | undefined;
/** The page's own line; opened at the first use, in the browser only. */
export function connection(): Connection {
  own ??= openConnection();
  return own;
}
