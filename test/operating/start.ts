/** A start that is meant to fail, or a check: the server's own program as another process, run to its end. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const program = join(import.meta.dirname, "../../server/start.js");

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}
export interface Wish {
  env?: Record<string, string>;
  flags?: string[];
  /** As somebody without rights, also where the tests run as root. */
  powerless?: boolean;
  /** A line of shell before it, in a file system of its own: `mount …`. */
  mounting?: string;
}

/** Runs it until it ends by itself; one that does not within a minute is killed. */
export async function start({ env = {}, flags = ["--empty"], powerless = false, mounting }: Wish): Promise<Ended> {
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", program, ...flags];
  const command = mounting ? ["unshare", "-rm", "sh", "-c", `${mounting}\nexec "$@"`, "sh", ...node] : node;
  const child = spawn(command[0] as string, command.slice(1), {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "test",
      LOG_LEVEL: "warn",
      PORT: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
    killSignal: "SIGKILL",
    ...(powerless && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { code, out, err };
}

/** What a person reads who started it: the sentence, and nothing of the program's insides. */
export const sentenceOf = ({ err }: Ended): string => err.replace(/^Colloquy cannot start:\s*/, "").trim();
export const stackTrace = /^\s+at .+:\d+:\d+\)?$/m;

/** Whether file systems can be mounted here, in a place of one's own. */
export const mayMount = (): boolean =>
  spawnSync("unshare", ["-rm", "sh", "-c", 'mount -t tmpfs tmpfs "$0"', tmpdir()]).status === 0;

/** A folder that anybody may enter, and what removes it. */
export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "colloquy-operating-"));
  chmodSync(folder, 0o777);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Each file below a folder with the hash of its bytes. */
export function filesIn(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true }) as string[];
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ]),
  );
}
