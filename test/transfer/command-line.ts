/** The commands as one types them, in a process of their own. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export interface Ended {
  /** Null where a signal ended it. */
  code: number | null;
  said: string;
  complained: string;
}

/** Starts `npm run copy|backup|restore -- …`, without npm. */
export function startCommand(
  name: "copy" | "backup" | "restore",
  words: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const script = join(import.meta.dirname, "../../server/transfer", `${name}.ts`);
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...words], {
    env: { ...process.env, MONGO_URL: "", REDIS_URL: "", DATA_DIR: "", NODE_ENV: "test", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const cutShort = () => child.kill("SIGKILL");
  process.once("exit", cutShort);
  const ended: Ended = { code: null, said: "", complained: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    ended.said += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    ended.complained += text;
  });
  return {
    child,
    ended: new Promise((resolve) => {
      child.once("close", (code) => {
        process.removeListener("exit", cutShort);
        resolve({ ...ended, code });
      });
    }),
  };
}

/** Runs it to its end. */
export const runCommand = (...of: Parameters<typeof startCommand>): Promise<Ended> => startCommand(...of).ended;

/** Runs it, and throws with what it said where it fails. */
export async function succeed(...of: Parameters<typeof startCommand>): Promise<string> {
  const { code, said, complained } = await runCommand(...of);
  if (code !== 0) throw new Error(`${of[0]} ended with ${code}: ${complained}${said}`);
  return said;
}
