/** Writes a source into a folder: a file of BSON a collection, as mongodump writes them, what stands beside the database, and the manifest. */
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { schemaCollection } from "../database/schema.ts";
import { Refusal } from "./command.ts";
import { bytesOf, Digest, sha256 } from "./digest.ts";
import { type KeptFile, type KeptShelf, type Manifest, manifestFile, sealed, writtenManifest } from "./manifest.ts";
import { Progress } from "./progress.ts";
import type { Shelf, Source } from "./source.ts";

/** Nobody else may read it: it holds what people wrote in private, and the secret. */
const owner = { folder: 0o700, file: 0o600 };

export interface BackupSettings {
  moment: boolean;
  made: Date;
  /** Files that stand beside the database and belong to it. */
  beside: string[];
}

/** Written beside and renamed when it is whole; what was begun is taken away where it fails. */
export async function writeBackup(source: Source, folder: string, settings: BackupSettings): Promise<Manifest> {
  if (existsSync(folder)) throw new Refusal(`${folder} is there already: a backup is never written over another.`);
  const part = `${folder}.part`;
  await mkdir(dirname(folder), { recursive: true });
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { mode: owner.folder });
  try {
    const collections: KeptShelf[] = [];
    for (const shelf of source.shelves) collections.push(await writeShelf(source, shelf, part));
    const files: KeptFile[] = [];
    for (const file of settings.beside.filter((each) => existsSync(each)))
      files.push(await writeFileInto(part, basename(file), createReadStream(file)));
    await source.check();
    const manifest = sealed({
      product: "Colloquy",
      made: settings.made.toISOString(),
      from: source.name,
      moment: settings.moment,
      mark: source.mark,
      collections,
      files,
    });
    await writeFile(join(part, manifestFile), writtenManifest(manifest), { mode: owner.file, flush: true });
    await syncFolder(part);
    await rename(part, folder);
    await syncFolder(dirname(folder));
    return manifest;
  } catch (thrown) {
    await rm(part, { recursive: true, force: true });
    throw thrown;
  }
}

async function writeShelf(source: Source, shelf: Shelf, folder: string): Promise<KeptShelf> {
  if (shelf.name === schemaCollection || /[/\\]/.test(shelf.name))
    throw new Refusal(`The collection ${shelf.name} cannot be kept under its name.`);
  const digest = new Digest();
  const progress = new Progress(shelf.name, shelf.documents);
  async function* bytes() {
    for await (const batch of source.read(shelf.name)) {
      const written = batch.map(bytesOf);
      for (const each of written) digest.add(each);
      progress.add(batch.length);
      if (written.length > 0) yield Buffer.concat(written);
    }
  }
  const kept = await writeFileInto(
    folder,
    `${shelf.name}.bson.gz`,
    Readable.from(bytes(), { objectMode: false }),
    true,
  );
  progress.end();
  return { ...shelf, ...kept, documents: digest.documents, hash: digest.text };
}

async function writeFileInto(folder: string, file: string, from: Readable, zip = false): Promise<KeptFile> {
  const hash = sha256();
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const out = createWriteStream(join(folder, file), { flags: "wx", mode: owner.file, flush: true });
  if (zip) await pipeline(from, createGzip({ level: 1 }), counted, out);
  else await pipeline(from, counted, out);
  return { file, bytes, sha256: hash.digest("hex") };
}

/** So that names survive a power cut as the bytes do. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    // Not every system lets a folder be synced.
    await handle.sync().catch(() => {});
  } finally {
    await handle.close();
  }
}
