/** The proxy of deploy/haproxy.cfg on ports of its own, with a certificate that this process then trusts. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/free-port.ts";

const deploy = (name: string) => fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url));

/** Debian keeps haproxy where only administrators look. */
const env = { PATH: `${process.env["PATH"]}:/usr/sbin` };

export interface FrontProxy {
  /** What is asked by https. */
  readonly url: string;
  /** What is asked by http, and sent on. */
  readonly plainUrl: string;
  /** Everything it wrote, its log included. */
  readonly said: string;
  stop(): Promise<void>;
}

/** What is missing here to run the proxy, or null. */
export function proxyLacks(): string | null {
  for (const [program, version] of [
    ["haproxy", "-v"],
    ["openssl", "version"],
  ] as const)
    if (spawnSync(program, [version], { env }).status !== 0)
      return `there is no ${program} (the system's package of that name has it)`;
  return null;
}

/** Starts it before two nodes, which need not run yet. `port` where the public address had to be known before. */
export async function startProxy(nodes: readonly [number, number], port?: number): Promise<FrontProxy> {
  const folder = mkdtempSync(join(tmpdir(), "colloquy-proxy-"));
  spawnSync(deploy("make-certificate.sh"), [folder, "localhost"], { env });
  const certificate = join(folder, "colloquy.pem");
  const [, pem = ""] = /(-----BEGIN CERTIFICATE-----.*)/s.exec(readFileSync(certificate, "utf8")) ?? [];
  setDefaultCACertificates([...getCACertificates("default"), pem]);

  const secure = port ?? (await freePort());
  const plain = await freePort();
  const child = spawn("haproxy", ["-db", "-f", deploy("haproxy.cfg")], {
    env: {
      ...env,
      HTTPS_BIND: `127.0.0.1:${secure}`,
      HTTP_BIND: `127.0.0.1:${plain}`,
      CERTIFICATE: certificate,
      NODE_ONE: `127.0.0.1:${nodes[0]}`,
      NODE_TWO: `127.0.0.1:${nodes[1]}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const keep = (text: string) => {
    said += text;
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  // A run that is cut short takes its proxy along.
  const cutShort = () => child.kill("SIGKILL");
  process.once("exit", cutShort);
  for (let tries = 0; !(await answers(secure)); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`the proxy does not start: ${said}`);
    await pause(50);
  }
  return {
    url: `https://localhost:${secure}`,
    plainUrl: `http://localhost:${plain}`,
    get said() {
      return said;
    },
    async stop() {
      process.removeListener("exit", cutShort);
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the proxy sends requests on: its first look at a node takes a moment. */
export async function untilServed(proxy: FrontProxy): Promise<void> {
  for (let tries = 0; ; tries++) {
    const response = await fetch(`${proxy.url}/healthz`).catch(() => null);
    if (response?.ok) return;
    if (tries > 300) throw new Error(`the proxy finds no node: ${proxy.said.slice(-2000)}`);
    await pause(100);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
