/** Pairs each operation of a contract with its use case: one parsing, one access check, one log line for every way in. */
import type { z } from "zod";
import type { Access, Answer, Given, Json, Operation, Operations } from "../../../shared/operation.ts";
import { isAtLeast, isSignedIn, type Person } from "../person.ts";
import { Problem } from "../problem.ts";
import { noteOperation, type Way } from "../vitals/note-operation.ts";
import { parseAnswer } from "./kept-views.ts";

/** What a use case may know of the request beside its input. Cookies can be set over HTTP only. */
export interface Exchange {
  readonly requestId: string;
  /** How it came in. */
  readonly way: Way;
  /** The client's address, for limits; "local" where the server asks itself. */
  readonly address: string;
  readonly userAgent: string;
  readonly sessionId: string | null;
  /** The connection, on a socket; null over HTTP. */
  readonly socketId: string | null;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  setCookie(name: string, value: string, options: { maxAgeSeconds: number; httpOnly?: boolean }): void;
}

export type UseCase<O extends Operation> = (person: Person, input: Given<O>, exchange: Exchange) => Promise<Answer<O>>;
export type UseCases<C extends Operations> = { readonly [K in keyof C]: UseCase<C[K]> };

export interface Served {
  /** `forum.createPost` */
  readonly name: string;
  readonly operation: Operation;
  readonly run: (person: Person, raw: unknown, exchange: Exchange) => Promise<Json>;
}

/** Pairs each operation with its use case. Does not compile unless every one has its own, of the right types. */
export function serve<C extends Operations>(feature: string, operations: C, useCases: UseCases<NoInfer<C>>): Served[] {
  return Object.entries(operations).map(([key, operation]) => {
    const useCase = useCases[key as keyof C] as (
      person: Person,
      input: unknown,
      exchange: Exchange,
    ) => Promise<unknown>;
    const name = `${feature}.${key}`;
    const reads = operation.http.startsWith("GET ");
    return {
      name,
      operation,
      run: async (person, raw, exchange) => {
        const { way, requestId } = exchange;
        const ran = { operation: name, reads, way, requestId, person, began: performance.now() };
        try {
          checkAccess(person, operation.access);
          const parsed = operation.input.safeParse(raw);
          if (!parsed.success) throw badInput(parsed.error);
          const use = () => useCase(person, parsed.data, exchange);
          // What the view does not name stays inside.
          const answer = parseAnswer(operation.output, await (maySendAgain(parsed.data) ? onceMore(use) : use()));
          noteOperation(ran);
          return answer;
        } catch (thrown) {
          noteOperation(ran, thrown);
          throw thrown;
        }
      },
    };
  });
}

const maySendAgain = (input: unknown): boolean =>
  typeof input === "object" && input !== null && ("changeId" in input || "id" in input);

/**
 * Sent twice at once, the second may look for the first before it is saved, and meet it after, in its own way. Whoever is told that
 * something moved on has therefore looked twice: the second time it finds what it sent itself, and is answered with it.
 */
async function onceMore<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 409) return use();
    throw thrown;
  }
}

function checkAccess(person: Person, access: Access): void {
  if (access === "anyone" || person.kind === "system") return;
  if (!isSignedIn(person)) throw new Problem("sign-in-first");
  if (access === "signed-in") return;
  if (!isAtLeast(person, access)) throw new Problem("not-allowed");
}

/** `bad-input` with each field that is wrong and how: `{ fields: { body: "too_small" } }`. */
function badInput(error: z.ZodError): Problem {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const names = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".") || "input"];
    for (const name of names) fields[name] ??= issue.code;
  }
  return new Problem("bad-input", { fields });
}
