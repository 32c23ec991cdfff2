/** What kept the server from starting, in one sentence that names the variable which mends it. */
import { resolve } from "node:path";
import { sayWhyNot } from "./checks/folder.ts";
import { sayWhyNoPort } from "./checks/port.ts";
import type { Config } from "./platform/config.ts";
import { withoutSecrets } from "./platform/log.ts";

type Wanted = Pick<Config, "port" | "host" | "dataDir">;

/** What SQLite says, and what it means to whoever starts a server. */
const ofTheFile: [RegExp, (folder: string) => string][] = [
  [
    /disk is full|OutOfDiskSpace/,
    (folder) => `the disk is full where ${folder} is; nothing was lost, make room and start again`,
  ],
  [/readonly database/, (folder) => `the database in ${folder} may not be written`],
  [
    /unable to open database file/,
    (folder) => `the database in ${folder} cannot be opened: is it a file, and may this user read and write it?`,
  ],
  [
    /malformed|is damaged/,
    (folder) => `the database in ${folder} is damaged; it was left as it is: restore a backup (docs/operate.md)`,
  ],
  [/disk I\/O error/, (folder) => `the disk where ${folder} is does not read or write what it should`],
];

/** One line; with what is not foreseen, the error's own message. */
export function sayWhyNotStarted(thrown: unknown, { port, host, dataDir }: Wanted): string {
  const sentence = sayWhyNoPort(thrown, { port, host });
  if (sentence) return sentence;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const { code, syscall, path } = thrown as NodeJS.ErrnoException;
  if (typeof code === "string" && syscall && path) return `DATA_DIR: ${sayWhyNot(thrown, path)}`;
  const folder = resolve(dataDir);
  const known = ofTheFile.find(([pattern]) => pattern.test(message));
  if (known) return `DATA_DIR: ${known[1](folder)}`;
  // Everything else that is foreseen names its variable itself.
  return /^[A-Z_]+\b/.test(message) || !message.includes(folder) ? withoutSecrets(message) : `DATA_DIR: ${message}`;
}
