/** What must follow a write stands in the document itself, in the same write (docs/decisions/outbox.md). */
export { asItStands } from "./as-it-stands.ts";
export { atMostEach } from "./at-most-each.ts";
export { eachDecision } from "./each-decision.ts";
export { countParked } from "./failures.ts";
export { faults } from "./faults.ts";
export { followLater } from "./follow.ts";
export { type Kind, registerKind } from "./kinds.ts";
export { type OutboxLag, readOutboxLag } from "./lag.ts";
export { change, changedBefore, type Follow, saveOnce, sentBefore, type Update } from "./save.ts";
export { settled, sinceSwept, startOutbox, stopOutbox, sweep } from "./sweep.ts";
