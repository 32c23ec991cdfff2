/** Signing in and out. All of it sets cookies, so it goes over HTTP only. */
import { z } from "zod";
import { operation } from "../operation.ts";
import { Email, Language, line, NewId, Nothing } from "./common.ts";
import { MeView } from "./members.ts";

/** 12 characters at least; longer than 128 is refused rather than cut. */
export const Password = z.string().min(12).max(128);
/** What a mail carries: good once and for fifteen minutes (a guest's: again and again). */
export const Token = z.string().min(20).max(200);
/** The same answer whether or not the address is known. */
export const Sent = z.object({ sent: z.literal(true) });
/** Who is signed in now, and where to go on. */
export const SignedIn = z.object({ me: MeView, goTo: z.string() });

export const sessions = {
  signIn: operation({
    http: "POST /sessions",
    access: "anyone",
    over: "http",
    input: z.strictObject({ email: Email, password: z.string().max(1000) }),
    output: SignedIn,
  }),
  requestLink: operation({
    http: "POST /sessions/link",
    access: "anyone",
    over: "http",
    input: z.strictObject({ email: Email }),
    output: Sent,
  }),
  useLink: operation({
    http: "POST /sessions/link/use",
    access: "anyone",
    over: "http",
    input: z.strictObject({ token: Token }),
    output: SignedIn,
  }),
  requestReset: operation({
    http: "POST /sessions/reset",
    access: "anyone",
    over: "http",
    input: z.strictObject({ email: Email }),
    output: Sent,
  }),
  /** Sets a new password by a mailed token; every other session of the member ends. */
  resetPassword: operation({
    http: "POST /sessions/reset/use",
    access: "anyone",
    over: "http",
    input: z.strictObject({ token: Token, password: Password }),
    output: SignedIn,
  }),
  changePassword: operation({
    http: "POST /me/password",
    access: "member",
    over: "http",
    input: z.strictObject({ current: z.string().max(1000).default(""), password: Password }),
    output: z.object({ changed: z.literal(true) }),
  }),
  /** Trades a guest's personal link for a session. */
  useJoinLink: operation({
    http: "POST /sessions/join",
    access: "anyone",
    over: "http",
    input: z.strictObject({ token: Token }),
    output: SignedIn,
  }),
  /** The first run's one-time link makes the first admin. */
  createFirstAdmin: operation({
    http: "POST /sessions/first-admin",
    access: "anyone",
    over: "http",
    input: z.strictObject({
      id: NewId,
      token: Token,
      name: line(80, 2),
      email: Email,
      password: Password,
      language: Language.default("en"),
    }),
    output: SignedIn,
  }),
  /** Renews the short-lived token from the refresh cookie. */
  renew: operation({
    http: "POST /sessions/renew",
    access: "anyone",
    over: "http",
    input: Nothing,
    output: z.object({ signedIn: z.boolean() }),
  }),
  signOut: operation({
    http: "POST /sessions/end",
    access: "anyone",
    over: "http",
    input: Nothing,
    output: z.object({ signedOut: z.literal(true) }),
  }),
  signOutEverywhere: operation({
    http: "POST /sessions/end-all",
    access: "signed-in",
    over: "http",
    input: Nothing,
    output: z.object({ signedOut: z.literal(true) }),
  }),
  /** The interface's language, for a visitor by a cookie, for a member in the profile too. */
  chooseLanguage: operation({
    http: "POST /sessions/language",
    access: "anyone",
    over: "http",
    input: z.strictObject({ language: Language }),
    output: z.object({ language: z.string() }),
  }),
};
