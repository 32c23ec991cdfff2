/**
 * `node test/bench/read-profile.ts FOLDER [rows]`: where the time of a `.cpuprofile` went: by function and by file, themselves alone;
 * and by function with all that it called.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Node {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}
interface Profile {
  nodes: Node[];
  samples: number[];
  timeDeltas: number[];
}

const [folder = ".", most = "40"] = process.argv.slice(2);
const plain = (url: string): string =>
  url
    .replace(/^file:\/\//, "")
    .replace(process.cwd(), ".")
    .replace(/^\.\/node_modules\//, "") || "(native)";
const nameOf = ({ callFrame: { functionName, url, lineNumber } }: Node): string =>
  `${functionName || "(anonymous)"}  ${plain(url)}:${lineNumber + 1}`;

for (const file of readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"))) {
  const profile = JSON.parse(readFileSync(join(folder, file), "utf8")) as Profile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const own = new Map<number, number>();
  for (const [at, id] of profile.samples.entries()) add(own, id, profile.timeDeltas[at] ?? 0);
  const functions = new Map<string, number>();
  const files = new Map<string, number>();
  const inclusive = new Map<string, number>();
  let whole = 0;
  let idle = 0;
  for (const [id, spent] of own) {
    const node = nodes.get(id);
    if (!node) continue;
    const { functionName, url } = node.callFrame;
    if (functionName === "(idle)" || functionName === "(program)") idle += spent;
    if (functionName === "(idle)") continue;
    whole += spent;
    add(functions, nameOf(node), spent);
    add(files, plain(url), spent);
  }
  if (whole < 500_000) continue;
  addAll(profile.nodes[0] as Node, new Set());
  console.log(`\n${file}: ${(whole / 1e6).toFixed(1)} s busy, ${(idle / 1e6).toFixed(1)} s idle or outside JavaScript`);
  for (const [title, counted] of [
    ["by function, itself alone", functions],
    ["by function, with what it called", inclusive],
    ["by file", files],
  ] as const) {
    console.log(`  ${title}`);
    for (const [what, spent] of [...counted].sort(([, one], [, other]) => other - one).slice(0, Number(most)))
      console.log(`  ${((spent / whole) * 100).toFixed(1).padStart(6)} %  ${what}`);
  }

  /** What a node and all below it spent; a function that calls itself counts once. */
  function addAll(node: Node, above: Set<string>): number {
    const name = nameOf(node);
    const again = above.has(name);
    above.add(name);
    let spent = node.callFrame.functionName === "(idle)" ? 0 : (own.get(node.id) ?? 0);
    for (const id of node.children ?? []) spent += addAll(nodes.get(id) as Node, above);
    if (!again) {
      above.delete(name);
      add(inclusive, name, spent);
    }
    return spent;
  }
}

function add<K>(counted: Map<K, number>, what: K, spent: number): void {
  counted.set(what, (counted.get(what) ?? 0) + spent);
}
