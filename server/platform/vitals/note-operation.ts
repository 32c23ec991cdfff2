/** One line of the log and one count for every operation, whichever way it came in. */
import { isAway } from "../../database/away.ts";
import { log } from "../log.ts";
import type { Person } from "../person.ts";
import { Problem } from "../problem.ts";
import { operations, outcomes, refusals } from "./counts.ts";

export { isAway as isDatabaseAway } from "../../database/away.ts";

/** How an operation came in; `inside`: the house asks itself. */
export type Way = "http" | "form" | "page" | "socket" | "inside";

interface Ran {
  operation: string;
  /** It changes nothing: said in the log only where it is slow or breaks. */
  reads: boolean;
  way: Way;
  requestId: string;
  person: Person;
  /** `performance.now()` when it began. */
  began: number;
}

const slow = 1000;
/** What the log has of an error already, so that whoever answers does not log it again. */
const logged = new WeakSet<object>();
export const wasLogged = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && logged.has(thrown);

/** Counts it and logs it: reads at debug, changes at info, what took longer than a second at warn, what broke at error. */
export function noteOperation(ran: Ran, thrown?: unknown): void {
  const ms = performance.now() - ran.began;
  const outcome = thrown === undefined ? "ok" : outcomeOf(thrown);
  operations.note(ms / 1000, ran.operation, ran.way);
  outcomes.add(1, ran.operation, ran.way, outcome);
  const broke = outcome === "internal" || outcome === "unavailable";
  const level = broke ? "error" : ms > slow ? "warn" : ran.reads ? "debug" : "info";
  if (!log.isLevelEnabled(level)) return;
  const line = {
    requestId: ran.requestId,
    operation: ran.operation,
    way: ran.way,
    person: ran.person.id,
    ms: Math.round(ms * 10) / 10,
    outcome,
  };
  if (!broke) {
    log[level](line, ms > slow ? "a slow operation" : "an operation");
    return;
  }
  if (typeof thrown === "object" && thrown !== null) logged.add(thrown);
  // While the database is away the reason is the same a thousand times over: no stack.
  if (outcome === "unavailable") log.error({ ...line, reason: String(thrown) }, "the database is away");
  else log.error({ ...line, error: thrown }, "an operation broke");
}

/** Counts a refusal that is told. */
export const noteRefusal = (code: string): void => refusals.add(1, code);

function outcomeOf(thrown: unknown): string {
  if (thrown instanceof Problem) return thrown.code;
  // A cursor that nobody was given: the asker's fault, and told as one.
  if ((thrown as { expose?: unknown } | null)?.expose === true) return "bad-input";
  return isAway(thrown) ? "unavailable" : "internal";
}
