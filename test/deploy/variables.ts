/** The variables that the server reads, out of its own source. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./dockerfile.ts";

export function environmentVariables(): string[] {
  const config = readFileSync(join(root, "server/platform/config.ts"), "utf8");
  const names = new Set(Array.from(config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm), ([, name = ""]) => name));
  // Few are read elsewhere.
  for (const file of globSync("server/**/*.ts", { cwd: root }))
    for (const [, name = ""] of readFileSync(join(root, file), "utf8").matchAll(/process\.env\["([A-Z_]+)"\]/g))
      names.add(name);
  return Array.from(names).toSorted();
}
