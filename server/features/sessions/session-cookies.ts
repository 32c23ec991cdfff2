/** The two cookies of a session: `__Host-` on https, plain names on http. */
import type { Exchange } from "../../platform/operations/serve.ts";
import { accessSeconds, makeAccessToken } from "./access-token.ts";
import { makeRefreshToken } from "./refresh-token.ts";
import type { Session } from "./session.model.ts";

export const idleDays = 30;
let prefix = "";

export function useSecureCookies(secure: boolean): void {
  prefix = secure ? "__Host-" : "";
}
const accessName = (): string => `${prefix}access`;
const refreshName = (): string => `${prefix}refresh`;

type Cookies = Readonly<Record<string, string | undefined>>;
export const accessOf = (cookies: Cookies): string | undefined => cookies[accessName()];
export const refreshOf = (cookies: Cookies): string | undefined => cookies[refreshName()];

type SetCookie = Exchange["setCookie"];
export function setSessionCookies(set: SetCookie, session: Pick<Session, "_id" | "personId" | "generation">): void {
  set(accessName(), makeAccessToken(session._id, session.personId), { maxAgeSeconds: accessSeconds });
  set(refreshName(), makeRefreshToken(session._id, session.generation), { maxAgeSeconds: idleDays * 86_400 });
}
export function clearSessionCookies(set: SetCookie): void {
  set(accessName(), "", { maxAgeSeconds: 0 });
  set(refreshName(), "", { maxAgeSeconds: 0 });
}
