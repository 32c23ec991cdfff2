/** A database file of a test's own, and what its documents are. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Row = Record<string, unknown>;

/** A database file that is gone afterwards. */
export async function freshFile(): Promise<{ url: string; file: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "embedded-"));
  const file = join(directory, "house.db");
  return { file, url: `sqlite://${file}`, remove: () => rm(directory, { recursive: true, force: true }) };
}
