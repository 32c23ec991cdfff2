/** How a contract is written: what may be asked (operations) and what is told to whoever watches (streams). */
import type { z } from "zod";

/** Who may knock at all; the use case's policy decides the rest. Roles include those below them. */
export type Access = "anyone" | "signed-in" | "member" | "moderator" | "organiser" | "admin";
export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Route = `${Method} /${string}`;
/** `http`: sets cookies or moves files, so it is not offered on sockets; `socket`: belongs to one connection, so it is not offered on HTTP. */
export type Transport = "both" | "http" | "socket";

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly http: Route;
  readonly access: Access;
  readonly over: Transport;
  readonly input: I;
  readonly output: O;
}
export type Operations = Record<string, Operation>;

/** What is told on one family of streams: a view for each kind of thing. */
export interface Stream<P extends string = string, K extends Record<string, z.ZodType> = Record<string, z.ZodType>> {
  readonly prefix: P;
  readonly kinds: K;
}

/** The `:names` in a route. */
type Named<R extends string> = R extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | Named<More>
    : Rest
  : never;

/** What travels as JSON and comes back equal. A Date, a Map or a bigint in a view is refused by the compiler. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Declares one operation. A route that names what the input lacks, or a view that does not survive JSON, does not compile. */
export function operation<const R extends Route, I extends z.ZodType, O extends z.ZodType>(definition: {
  http: Named<R> extends keyof z.input<I> ? R : `${R}: the input lacks ${Exclude<Named<R>, keyof z.input<I> & string>}`;
  access: Access;
  over?: Transport;
  input: z.input<I> extends Json ? I : never;
  output: z.output<O> extends Json ? O : never;
}): Operation<I, O> {
  return { over: "both", ...definition } as Operation<I, O>;
}

/** Declares a family of streams: `prefix:ID` tells these kinds of things. */
export function stream<const P extends string, K extends Record<string, z.ZodType>>(prefix: P, kinds: K): Stream<P, K> {
  return { prefix, kinds };
}

/** What a caller sends: defaults may be left out. */
export type Asked<O extends Operation> = z.input<O["input"]>;
/** What a use case receives: parsed, defaults filled in. */
export type Given<O extends Operation> = z.output<O["input"]>;
/** What a use case returns and a caller gets. */
export type Answer<O extends Operation> = z.output<O["output"]>;
