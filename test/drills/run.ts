/** `npm run drills`: every drill in its long form, with a table; `npm run drills -- redis` runs those whose name says so. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Drill, Figure } from "../support/drill.ts";

const wished = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const size = process.argv.includes("--short") ? "short" : "long";

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".drill.ts"));
const drills: Drill[] = [];
for (const file of files)
  drills.push(...((await import(join(import.meta.dirname, file))) as { drills: Drill[] }).drills);
drills.sort((one, other) => one.name.localeCompare(other.name, "en", { numeric: true }));

let broken = 0;
let skipped = 0;
for (const drill of drills) {
  if (wished.length > 0 && !wished.some((word) => drill.name.includes(word))) continue;
  console.log(`\n${drill.name}: ${drill.promise}`);
  const began = performance.now();
  const lacks = drill.lacks?.();
  if (lacks) {
    skipped++;
    console.log(`  SKIPPED: ${lacks}`);
    continue;
  }
  const outcome = await drill
    .run(size, (line) => console.log(`    ${line}`))
    .catch((thrown: unknown): Figure[] => {
      console.error(thrown);
      return [{ what: "ran to its end", seen: "no", bar: "yes", holds: false }];
    });
  const wide = Math.max(...outcome.map(({ what }) => what.length));
  for (const { what, seen, bar, holds } of outcome)
    console.log(`  ${holds ? " " : "✗"} ${what.padEnd(wide)}  ${String(seen).padStart(12)}  ${bar}`);
  if (outcome.some(({ holds }) => !holds)) broken++;
  console.log(`  ${Math.round((performance.now() - began) / 1000)} s`);
}
console.log(
  `\n${broken === 0 ? "Every drill held." : `${broken} did not hold.`}${skipped ? ` ${skipped} SKIPPED.` : ""}`,
);
process.exit(broken === 0 ? 0 : 1);
