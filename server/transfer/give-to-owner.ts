/** Whoever runs a command as root makes files for the server's user: they belong to whom the folder belongs. */
import { chownSync, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

export function giveToOwner(...files: string[]): void {
  if (process.getuid?.() !== 0) return;
  for (const file of files.filter((each) => existsSync(each))) {
    const { uid, gid } = statSync(dirname(file));
    chownSync(file, uid, gid);
  }
}
