/** What is counted and timed while people use the house; what is only looked at when asked stands in `present.ts`. */
import { Count, Durations } from "./series.ts";

const requestBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** `route`: an operation's name, `page:…`, `asset`, `socket.io` or `other`. */
export const requests = new Durations({
  name: "colloquy_http_request_duration_seconds",
  help: "HTTP requests by route and status, from the first byte to the last; status 499 went away before its answer",
  labels: ["route", "status"],
  bounds: requestBounds,
});

export const operations = new Durations({
  name: "colloquy_operation_duration_seconds",
  help: "Operations by name and way in (http, form, page, socket, inside)",
  labels: ["operation", "way"],
  bounds: requestBounds,
});

export const outcomes = new Count({
  name: "colloquy_operations_total",
  help: "Operations by name, way in and outcome: ok, or the code of the refusal",
  labels: ["operation", "way", "outcome"],
});

export const refusals = new Count({
  name: "colloquy_refusals_total",
  help: "Every refusal that was told, before an operation began (too-many, session-expired) or by it, by code",
  labels: ["code"],
});

export const databaseTime = new Durations({
  name: "colloquy_database_duration_seconds",
  help: "Calls of the database by collection and command, until all of the answer was there",
  labels: ["collection", "command"],
  bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
});

export const databaseErrors = new Count({
  name: "colloquy_database_errors_total",
  help: "Calls of the database that failed, duplicates aside, by collection and command",
  labels: ["collection", "command"],
});

export const sent = new Count({
  name: "colloquy_sent_events_total",
  help: "Events sent to the watchers of a stream on this node, by event",
  labels: ["event"],
});
export const delivered = new Count({
  name: "colloquy_delivered_events_total",
  help: "The same events, each counted once for every watcher here",
  labels: ["event"],
});

export const mails = new Count({
  name: "colloquy_mails_total",
  help: "Mails by what became of a try: sent, written (as a file), refused (tried again), failed (given up)",
  labels: ["outcome"],
});
