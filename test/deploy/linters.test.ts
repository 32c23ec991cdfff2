/** What is run elsewhere is read by the linters of those places. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { root } from "./dockerfile.ts";
import { installLinters, run } from "./linters.ts";

installLinters();
const missing: string[] = [];
/** A test where the program is there; else said and counted. */
const withProgram = (program: string, version: string) => {
  if (process.env["LINTERS"] !== "skip" && run(program, version)?.status === 0) return test;
  missing.push(program);
  return test.skip;
};
const clean = { status: 0, stdout: "", stderr: "" };
const outcome = (program: string, ...words: string[]) => {
  const { status, stdout, stderr } = run(program, ...words) ?? { status: null, stdout: "", stderr: "not there" };
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
};

describe("the linters find nothing", () => {
  withProgram("hadolint", "--version")("in the Dockerfile", () => {
    expect(outcome("hadolint", "Dockerfile")).toEqual(clean);
  });
  const schema = withProgram("check-jsonschema", "--version");
  schema("in docker-compose.yml, by the schema of its specification", () => {
    const checked = outcome("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml");
    expect(checked).toMatchObject({ status: 0, stderr: "" });
  });
  schema("in the workflow, by its schema", () => {
    const workflow = ".github/workflows/ci.yml";
    const checked = outcome("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow);
    expect(checked).toMatchObject({ status: 0, stderr: "" });
  });
  withProgram("actionlint", "-version")("in the workflow and the commands in it", () => {
    expect(outcome("actionlint", ".github/workflows/ci.yml")).toEqual(clean);
  });
  withProgram("shellcheck", "--version")("in the scripts", () => {
    expect(outcome("shellcheck", "deploy/make-certificate.sh")).toEqual(clean);
  });
  withProgram("haproxy", "-v")("in the proxy's configuration", () => {
    const folder = mkdtempSync(join(tmpdir(), "colloquy-lint-"));
    run("sh", "deploy/make-certificate.sh", folder, "localhost");
    const [certificate, ...nodes] = [join(folder, "colloquy.pem"), "127.0.0.1:3000", "127.0.0.1:3001"];
    const variables = [`CERTIFICATE=${certificate}`, `NODE_ONE=${nodes[0]}`, `NODE_TWO=${nodes[1]}`];
    const checked = outcome("env", ...variables, "haproxy", "-c", "-q", "-f", "deploy/haproxy.cfg");
    rmSync(folder, { recursive: true });
    expect(checked).toEqual(clean);
  });
  withProgram("redis-server", "--version")("in the settings of Redis, with which it starts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "colloquy-lint-"));
    const socket = join(folder, "socket");
    const redis = spawn("redis-server", ["deploy/redis.conf", "--port", "0", "--unixsocket", socket], { cwd: root });
    let said = "";
    redis.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const ended = once(redis, "exit");
    for (let tries = 0; tries < 100 && redis.exitCode === null && !existsSync(socket); tries++) await pause(50);
    redis.kill();
    await ended;
    rmSync(folder, { recursive: true });
    expect(said).toMatch(/ready to accept connections/);
    expect(said).not.toMatch(/FATAL|Bad directive/);
  });
  withProgram("systemd-analyze", "--version")("in the unit", () => {
    const folder = mkdtempSync(join(tmpdir(), "colloquy-lint-"));
    const unit = join(folder, "colloquy.service");
    // It looks whether the program is there; here another Node is.
    const text = readFileSync(join(root, "deploy/colloquy.service"), "utf8");
    writeFileSync(unit, text.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
    const verified = outcome("systemd-analyze", "verify", "--man=no", unit);
    const rated = outcome("systemd-analyze", "security", "--offline=true", "--threshold=25", unit);
    rmSync(folder, { recursive: true });
    expect(verified).toEqual(clean);
    // 0 is shut, 100 open.
    expect(rated.status).toBe(0);
  });
});

if (missing.length > 0)
  process.stdout.write(`Not there to read what is run elsewhere: ${missing.join(", ")} (LINTERS=install gets some)\n`);
