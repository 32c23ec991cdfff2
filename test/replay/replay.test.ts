/** The replay stays true: every figure of the ninth dialogue comes out, undisturbed and with the server killed in the midst. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startServers } from "../support/two-nodes.ts";

function run(...flags: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "replay.ts"), ...flags], { stdio: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

test("every figure comes out as the report has it", async () => {
  const { code, said } = await run();
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining("Every figure is the expected one.") });
}, 300_000);

test("the same, while the server is killed and started again, in its close too", async () => {
  const { code, said } = await run("--kill");
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining("Every figure is the expected one.") });
  expect(said).toMatch(/killed [1-9]\d* times/);
}, 900_000);

const servers = await startServers();
if ("unavailable" in servers) process.stdout.write(`The replay on two nodes is left out: ${servers.unavailable}\n`);
else await servers.stop();

("unavailable" in servers ? test.skip : test)(
  "the same on two nodes with Redis, one of them killed in the hour",
  async () => {
    const { code, said } = await run("--nodes");
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining("Every figure is the expected one.") });
    expect(said).toMatch(/\d+ connections went on at the other/);
  },
  900_000,
);
