/**
 * Does what the Dockerfile says without a container engine, as far as that goes: each stage is a folder, RUN runs there,
 * COPY copies, FROM begins with the stage named (of an image nothing is there but this machine).
 *   node test/deploy/build-by-hand.ts FOLDER [STAGE]
 * ends with FOLDER/STAGE/app as it would stand in the image, and says how to run it.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readDockerfile, root, type Stage } from "./dockerfile.ts";

const workdir = "app";

/** The files that the build is given: what is under version control, less what .dockerignore names. */
function copyContext(to: string): void {
  const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n").filter(Boolean);
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  for (const file of files) {
    if (ignored.includes(file.split("/")[0] ?? "") || !existsSync(join(root, file))) continue;
    cpSync(join(root, file), join(to, file));
  }
}

function buildStage(stage: Stage, folder: string, context: string): void {
  const here = join(folder, stage.name);
  const parent = join(folder, stage.from);
  if (existsSync(parent)) cpSync(parent, here, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(here, workdir), { recursive: true });
  const inside = (path: string) => (path.startsWith("/") ? join(here, path) : join(here, workdir, path));
  for (const { what, rest, flags } of stage.instructions) {
    if (what === "RUN") {
      console.log(`[${stage.name}] ${rest}`);
      const command = rest.replace(/(^|\s)\/(data|app)\b/g, `$1${here}/$2`).replaceAll("node:node", "1000:1000");
      const { status } = spawnSync("sh", ["-c", command], { cwd: join(here, workdir), stdio: "inherit" });
      if (status !== 0) throw new Error(`[${stage.name}] ended with ${status}: ${rest}`);
    } else if (what === "COPY") {
      const paths = rest.split(" ");
      const to = paths.pop() ?? "";
      for (const path of paths) {
        const from = flags["from"] ? join(folder, flags["from"], path) : join(context, path);
        // Several files, or one into a folder that ends with a slash, keep their names.
        const target = to.endsWith("/") && path !== "." ? join(inside(to), basename(path)) : inside(to);
        cpSync(from, target, { recursive: true, verbatimSymlinks: true });
      }
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, wished = "server"] = process.argv.slice(2);
  if (!folder) throw new Error("node test/deploy/build-by-hand.ts FOLDER [STAGE]");
  const stages = readDockerfile();
  const wanted = new Set([wished]);
  // A stage needs the one it begins with and those it copies from.
  for (const stage of stages.toReversed())
    if (wanted.has(stage.name))
      for (const name of [stage.from, ...stage.instructions.flatMap(({ flags }) => flags["from"] ?? [])])
        wanted.add(name);
  const context = join(resolve(folder), "context");
  copyContext(context);
  for (const stage of stages) if (wanted.has(stage.name)) buildStage(stage, resolve(folder), context);
  console.log(`${wished} stands in ${join(resolve(folder), wished)}`);
}
