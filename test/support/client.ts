/** A person's browser without a screen: cookies, HTTP by the contract, a socket that comes back by itself. */
import { io, type Socket } from "socket.io-client";
import { contract, type OperationName, type Question, type Reply } from "../../shared/contract.ts";
import type { Told as AsTold } from "../../shared/live.ts";
import type { Operation } from "../../shared/operation.ts";
import type { ProblemCode } from "../../shared/problems.ts";

/** What the server refused, as the caller sees it. */
export class Refused extends Error {
  readonly code: ProblemCode;
  readonly details: Record<string, unknown>;
  readonly status: number | undefined;
  constructor({ code, ...details }: { code: ProblemCode }, status?: number) {
    super(code);
    this.code = code;
    this.details = details;
    this.status = status;
  }
}

/** One change that is told to a watcher. */
export interface Told {
  stream: string;
  revision: number;
  kind: string;
  id: string;
  version: number;
  view: Record<string, unknown> | null;
}

const operationOf = (name: OperationName): Operation => {
  const [feature, verb] = name.split(".") as [keyof typeof contract, string];
  return (contract[feature] as Record<string, Operation>)[verb] as Operation;
};

export class Client {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  readonly heard: Told[] = [];
  #socket: Socket | undefined;
  #listeners = new Set<(told: Told) => void>();

  constructor(url: string, cookies: Record<string, string> = {}) {
    this.url = url;
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value);
  }

  get cookieHeader(): string {
    return Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Any request, as a page of the same origin sends it; cookies are kept. */
  async fetch(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const response = await fetch(this.url + path, {
      redirect: "manual",
      ...init,
      headers: { origin: this.url, ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}), ...init.headers },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = cookie.split("; ");
      const at = pair.indexOf("=");
      const gone = attributes.some(
        (attribute) => /^Max-Age=0$/i.test(attribute) || /^Expires=Thu, 01 Jan 1970/i.test(attribute),
      );
      if (gone) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** An operation over HTTP. Throws `Refused`. */
  async http<N extends OperationName>(name: N, input: Question<N>): Promise<Reply<N>> {
    const [method, path] = operationOf(name).http.split(" ") as [string, string];
    const rest: Record<string, unknown> = { ...(input as object) };
    const filled = path.replace(/:(\w+)/g, (_, key: string) => {
      const value = encodeURIComponent(String(rest[key]));
      delete rest[key];
      return value;
    });
    const query =
      method === "GET"
        ? `?${new URLSearchParams(
            Object.entries(rest)
              .filter(([, value]) => value !== undefined)
              .map(([key, value]) => [key, String(value)]),
          )}`
        : "";
    const response = await this.fetch(`/api${filled}${query}`, {
      method,
      ...(method === "GET" ? {} : { body: JSON.stringify(rest), headers: { "content-type": "application/json" } }),
    });
    const answer = (await response.json()) as { problem?: { code: ProblemCode } };
    if (answer.problem) throw new Refused(answer.problem, response.status);
    return answer as Reply<N>;
  }

  /** A plain form, as a browser without script sends it. */
  form(operation: string, fields: Record<string, string>): Promise<Response> {
    return this.fetch(`/do/${operation}`, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }

  /** The socket, connected. It comes back by itself after a cut. */
  async connect(): Promise<Socket> {
    if (!this.#socket) {
      this.#socket = io(this.url, {
        transports: ["websocket"],
        extraHeaders: { origin: this.url, cookie: this.cookieHeader },
        reconnectionDelay: 50,
        reconnectionDelayMax: 400,
        forceNew: true,
      });
      this.#socket.on("connect_error", (error) => void this.#renew(error));
      this.#socket.on("told", ({ stream, revision, changes }: AsTold) => {
        for (const [index, change] of (changes as Told[]).entries()) {
          const told = { ...change, stream, revision: revision + index };
          this.heard.push(told);
          for (const listener of this.#listeners) listener(told);
        }
      });
    }
    const socket = this.#socket;
    if (!socket.connected) await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
    return socket;
  }

  /** As the browser does: where the token is over, it is renewed over HTTP, and the socket comes again with the new one. */
  async #renew(error: Error & { data?: { problem?: { code?: string }; code?: string } }): Promise<void> {
    if (!JSON.stringify([error.message, error.data]).includes("session-expired")) return;
    await this.http("sessions.renew", {}).catch(() => {});
    const socket = this.#socket;
    if (!socket) return;
    socket.io.opts.extraHeaders = { origin: this.url, cookie: this.cookieHeader };
    if (!socket.active) socket.connect();
  }

  /** Any event with an acknowledgement; throws `Refused`, or an Error where nothing came back in time. */
  async ask<T>(event: string, input: unknown, timeout = 25_000): Promise<T> {
    const socket = await this.connect();
    const answer = (await socket.timeout(timeout).emitWithAck(event, input)) as {
      ok?: T;
      problem?: { code: ProblemCode };
    };
    if (answer.problem) throw new Refused(answer.problem);
    return answer.ok as T;
  }

  /** An operation over the socket. Throws `Refused`. */
  call<N extends OperationName>(name: N, input: Question<N>): Promise<Reply<N>> {
    return this.ask<Reply<N>>(name, input);
  }

  /** Watches a stream; returns what the server answered. */
  watch(stream: string, window?: unknown): Promise<{ epoch: string; revision: number; changes: Told[] }> {
    return this.ask("watch", { stream, ...(window === undefined ? {} : { window }) });
  }

  /** The next thing told, from now on, that fits; `what` is a kind or a test. */
  told(what: string | ((told: Told) => boolean), timeout = 5000): Promise<Told> {
    const fits = typeof what === "string" ? (told: Told) => told.kind === what : what;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(listener);
        reject(new Error(`nothing told within ${timeout} ms`));
      }, timeout);
      const listener = (told: Told) => {
        if (!fits(told)) return;
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(told);
      };
      this.#listeners.add(listener);
    });
  }

  /** Whether an operation is refused, and with which code; "ok" where it is not. */
  async outcome<N extends OperationName>(name: N, input: Question<N>): Promise<ProblemCode | "ok"> {
    try {
      await (operationOf(name).over === "http" ? this.http(name, input) : this.call(name, input));
      return "ok";
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.code;
      throw thrown;
    }
  }

  close(): void {
    this.#socket?.disconnect();
    this.#socket = undefined;
  }
}
