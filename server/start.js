/**
 * Starts `main.ts` with what Node made of the files at earlier starts, beside the packages: a third of a start is reading TypeScript
 * and compiling it. Itself no TypeScript, so that nothing is translated before that. Where the folder cannot be written, everything is
 * compiled each time.
 */
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Worker threads read it there. It is written when the process ends, under the hash of each source.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "../node_modules/.cache/compiled");
enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
await import("./main.ts");
