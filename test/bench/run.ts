/**
 * `npm run bench`: every row of the table of speed, each as a ratio to a bare baseline in the same run. `npm run bench -- page create`
 * runs those; `--posts 100000`, `--rounds 1`, `--quick`, `--write FILE`, `--profile FOLDER`. docs/bench.md says how it is measured.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Bench, type Options, type Row } from "./bench.ts";
import type { LoopDelay } from "./house.ts";
import { type Outcome, tableOf } from "./outcome.ts";

const { values, positionals: wished } = parseArgs({
  allowPositionals: true,
  options: {
    posts: { type: "string", default: "10000" },
    rounds: { type: "string", default: "3" },
    quick: { type: "boolean", default: false },
    write: { type: "string" },
    profile: { type: "string" },
  },
});
const options: Options = {
  posts: Number(values.posts),
  rounds: Number(values.rounds),
  quick: values.quick,
  profile: values.profile,
};

/** In this order; what the event loop did under all of them comes last. */
const order = ["page", "create", "fan-out", "votes", "close", "memory", "start", "script", "growth", "nodes", "loop"];
const rows: Row[] = [];
for (const file of readdirSync(join(import.meta.dirname, "rows")))
  rows.push(...((await import(join(import.meta.dirname, "rows", file))) as { rows: Row[] }).rows);
rows.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));

const unknown = wished.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(", ")}. There are: ${rows.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}

const outcomes: Outcome[] = [];
const delays: LoopDelay[] = [];
let broken = 0;
const said: string[] = [];
const say = (line: string) => {
  console.log(line);
  said.push(line);
};
say(
  `${options.posts} posts, ${options.rounds} rounds${options.quick ? ", quick" : ""}; ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}; the machine's load before: ${(loadavg()[0] ?? 0).toFixed(1)}`,
);
for (const row of rows) {
  if (wished.length > 0 && !wished.includes(row.name)) continue;
  say(`\n${row.name}: ${row.what}`);
  const bench = new Bench(row.name, options, delays, (line) => say(`    ${line}`));
  const began = performance.now();
  try {
    const found = await row.run(bench);
    outcomes.push(...found);
    for (const { row: name, figure, bar, verdict, notes } of found) {
      say(`  ${verdict === "MISSES" ? "✗" : " "} ${name}: ${figure} (${bar}) ${verdict}`);
      for (const note of notes) say(`      ${note}`);
    }
  } catch (thrown) {
    broken++;
    console.error(thrown);
    say("  ✗ did not run to its end");
  } finally {
    await bench.clearUp();
  }
  say(`  ${Math.round((performance.now() - began) / 1000)} s`);
}
say(`\n${tableOf(outcomes)}\n`);
const missed = outcomes.filter(({ verdict }) => verdict === "MISSES").length;
say(
  missed + broken === 0
    ? "Every bar that was measured holds."
    : `${missed} of ${outcomes.length} miss their bar${broken ? `; ${broken} rows did not run to their end` : ""}.`,
);
if (values.write) writeFileSync(values.write, `${said.join("\n")}\n`);
process.exit(broken === 0 ? 0 : 1);
