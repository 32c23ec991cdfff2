/** What is cheap to try is tried before anything is written, so that a bad start loses nothing and says what mends it. */
import { type Config, misnamed } from "../platform/config.ts";
import { needsFolder, tryFolder } from "./folder.ts";
import { tryPort } from "./port.ts";

/** Throws one sentence behind the variable that mends it. Hints go to `hint`. */
export async function tryBeforeStart(config: Config, hint: (line: string) => void): Promise<void> {
  for (const [written, wanted] of misnamed(process.env))
    hint(`${written} is set, but nobody reads it: ${wanted} is the name`);
  const folder = needsFolder(config) ? await tryFolder(config) : null;
  if (folder) throw new Error(`DATA_DIR: ${folder}`);
  const port = await tryPort(config);
  if (port) throw new Error(port);
  // Without it this node would hear nothing of what happens at the others.
  if (config.redisUrl) await (await import("./redis.ts")).tryRedis(config.redisUrl);
}
