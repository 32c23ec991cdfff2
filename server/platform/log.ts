/** The log: one JSON line an event, without secrets. */
import { pino } from "pino";

export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  redact: ["password", "token", "cookie", "authorization", "*.password", "*.token", "*.cookie", "*.authorization"],
});
