/** Keeps what was compiled for the next start, beside the packages: a third of a start is reading TypeScript and compiling it. */
import { enableCompileCache } from "node:module";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../node_modules/.cache/compiled");

/** Call before the rest is imported. Where the folder cannot be written, everything is compiled each time. */
export function keepCompiled(): void {
  // Worker threads read it there. It is written when the process ends, under the hash of each source.
  process.env["NODE_COMPILE_CACHE"] ??= folder;
  enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
}
