/** How the ways in learn who asks; the sessions feature answers. */
import type { IncomingHttpHeaders } from "node:http";
import type { Request, Response } from "express";
import type { Person } from "../person.ts";

export interface Identity {
  readonly person: Person;
  readonly sessionId: string | null;
}
export interface Identify {
  /** Reads cookies or Bearer; renews the cookies on the response where that is due. A signed-out reader is the visitor. */
  request(request: Request, response: Response): Promise<Identity>;
  /** A socket's handshake. Throws `session-expired` where the token is over but can be renewed. */
  handshake(headers: IncomingHttpHeaders): Promise<Identity>;
  /** The present person of a session, at most a second old; null where it has ended. */
  session(sessionId: string): Promise<Person | null>;
  /** Something was asked for on a socket of this session: it is in use. */
  used?(sessionId: string): Promise<void>;
}
