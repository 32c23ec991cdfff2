/** The secret goes where the database goes: with another, everybody would have to sign in again and mailed links would be over. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { giveToOwner } from "./give-to-owner.ts";
import type { Place } from "./place.ts";

export const secretFile = "secret";

/** Takes the secret of a data folder or backup along, where there is one; never over another. Says what was done about it. */
export function bringSecret(from: string, to: Place): string[] {
  const kept = join(from, secretFile);
  if (!existsSync(kept)) return [];
  if (to.engine === "mongodb")
    return [`Start the servers with SECRET as it stands in ${kept}: then nobody has to sign in again.`];
  const path = join(dirname(to.file), secretFile);
  const text = readFileSync(kept, "utf8");
  if (!existsSync(path)) {
    // Half a secret, left by a full disk or a kill, would be another one.
    const part = `${path}.part`;
    writeFileSync(part, text, { mode: 0o600, flush: true });
    giveToOwner(part);
    renameSync(part, path);
    return [`The secret is now in ${path}.`];
  }
  if (readFileSync(path, "utf8").trim() === text.trim()) return [];
  return [`${path} is another secret than ${kept}, and was left: everybody has to sign in again.`];
}
