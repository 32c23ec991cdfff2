/** Ids of what is there once for one cause: the same cause, the same id. */
import { createHash } from "node:crypto";
import { uuidOf } from "../../shared/ids.ts";

/** A UUID of version 8, which no client may give to a new thing. */
export function hashedId(cause: string): string {
  const hex = createHash("sha256").update(cause).digest("hex");
  return uuidOf(`${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17, 32)}`);
}
