/** `node test/bench/read-profile.ts FOLDER [rows]`: where the time of a `.cpuprofile` went, by function and by file, self time alone. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const [folder = ".", most = "40"] = process.argv.slice(2);
const plain = (url: string): string =>
  url
    .replace(/^file:\/\//, "")
    .replace(process.cwd(), ".")
    .replace(/^\.\/node_modules\//, "") || "(native)";

for (const file of readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"))) {
  const profile = JSON.parse(readFileSync(join(folder, file), "utf8")) as Profile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const functions = new Map<string, number>();
  const files = new Map<string, number>();
  let whole = 0;
  let idle = 0;
  for (const [at, id] of profile.samples.entries()) {
    const spent = profile.timeDeltas[at] ?? 0;
    const frame = nodes.get(id);
    if (!frame) continue;
    if (frame.functionName === "(idle)" || frame.functionName === "(program)") {
      idle += spent;
      if (frame.functionName === "(idle)") continue;
    }
    whole += spent;
    const where = plain(frame.url);
    add(functions, `${frame.functionName || "(anonymous)"}  ${where}:${frame.lineNumber + 1}`, spent);
    add(files, where, spent);
  }
  if (whole < 500_000) continue;
  console.log(`\n${file}: ${(whole / 1e6).toFixed(1)} s busy, ${(idle / 1e6).toFixed(1)} s idle or outside JavaScript`);
  for (const [title, counted] of [
    ["by function", functions],
    ["by file", files],
  ] as const) {
    console.log(`  ${title}`);
    for (const [what, spent] of [...counted].sort(([, one], [, other]) => other - one).slice(0, Number(most)))
      console.log(`  ${((spent / whole) * 100).toFixed(1).padStart(6)} %  ${what}`);
  }
}

function add(counted: Map<string, number>, what: string, spent: number): void {
  counted.set(what, (counted.get(what) ?? 0) + spent);
}
