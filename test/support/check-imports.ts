/** The import rule on the command line, for `npm run check`. */
import { brokenImports } from "./import-rule.ts";

const faults = brokenImports();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
