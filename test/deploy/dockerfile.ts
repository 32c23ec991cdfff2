/** Reads the Dockerfile: its stages and what they do, one instruction after the other. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Instruction {
  /** In capitals: RUN, COPY … */
  what: string;
  /** What follows it, in one line; flags (`--from=build`) apart. */
  rest: string;
  flags: Record<string, string>;
}
export interface Stage {
  name: string;
  /** An image, or an earlier stage. */
  from: string;
  instructions: Instruction[];
}

export function readDockerfile(): Stage[] {
  const stages: Stage[] = [];
  const text = readFileSync(`${root}Dockerfile`, "utf8")
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n\s*/g, " ");
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [, what = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (what === "FROM") {
      const [from = "", , name = ""] = rest.split(" ");
      stages.push({ name, from, instructions: [] });
      continue;
    }
    const flags: Record<string, string> = {};
    const words = rest.split(" ");
    while (what !== "RUN" && words[0]?.startsWith("--")) {
      const [flag = "", value = ""] = (words.shift() as string).slice(2).split("=");
      flags[flag] = value;
    }
    stages.at(-1)?.instructions.push({ what, rest: words.join(" "), flags });
  }
  return stages;
}

/** The last one of a kind in a stage: the one that counts. */
export const lastOf = (stage: Stage, what: string): Instruction | undefined =>
  stage.instructions.findLast((each) => each.what === what);
