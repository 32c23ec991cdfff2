/** The log: one JSON line an event, without secrets. */
import { pino, stdSerializers } from "pino";

export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  // What was thrown is logged as `error`; as it is, it would print as {}.
  serializers: { error: stdSerializers.err },
  redact: ["password", "token", "cookie", "authorization", "*.password", "*.token", "*.cookie", "*.authorization"],
});
