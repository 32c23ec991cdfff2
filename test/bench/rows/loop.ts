/** How long anything held the event loop of the servers under the rows before this one. */
import type { Bench, Row } from "../bench.ts";
import { atMost, notYet, type Outcome } from "../outcome.ts";

async function run(bench: Bench): Promise<Outcome[]> {
  const { delays } = bench;
  const name = "the event loop under the rows of this run, p99.9 of its delay";
  if (delays.length === 0) return [notYet(name, "≤ 50 ms", "no row was run before that loads a server")];
  const said = ([, , part999 = 0, most = 0]: number[]) => `p99.9 ${part999.toFixed(1)}, longest ${most.toFixed(1)} ms`;
  for (const { row, own, raw, samples } of delays)
    bench.say(`${row.padEnd(8)} own: ${said(own)}; by the clock: ${said(raw)}; ${samples} turns`);
  const [worst] = [...delays].sort((one, other) => (other.own[2] ?? 0) - (one.own[2] ?? 0));
  const figure = worst?.own[2] ?? 0;
  return [
    atMost({
      row: name,
      ours: `worst under "${worst?.row}"`,
      baseline: `by the clock, stolen time included, ${Math.max(...delays.map(({ raw }) => raw[2] ?? 0)).toFixed(0)} ms`,
      figure,
      unit: "ms",
      bar: 50,
      aim: 20,
    }),
  ];
}

export const rows: Row[] = [
  {
    name: "loop",
    what: "how late a timer of 5 ms is, no more of it than the thread was on a processor meanwhile",
    run,
  },
];
