/** A backup as a source; every file of it is checked before anything is taken. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import mongoose from "mongoose";
import { Refusal } from "./command.ts";
import { sha256 } from "./digest.ts";
import { type KeptFile, type Manifest, readManifest } from "./manifest.ts";
import { Progress } from "./progress.ts";
import { atOnce, type Document, type Source } from "./source.ts";

const { BSON } = mongoose.mongo;

export interface BackupSource extends Source {
  readonly manifest: Manifest;
}

/** Reads the whole folder once. Throws one sentence where a byte of it is not as it was written. */
export async function openBackup(folder: string): Promise<BackupSource> {
  const manifest = readManifest(folder);
  const kept: KeptFile[] = [...manifest.collections, ...manifest.files];
  const progress = new Progress(
    "checking, bytes",
    kept.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  for (const each of kept) await checkFile(folder, each, progress);
  progress.end();
  const shelfOf = (name: string) => {
    const shelf = manifest.collections.find((each) => each.name === name);
    if (!shelf) throw new Error(`no collection ${name} in ${folder}`);
    return shelf;
  };
  return {
    name: folder,
    identity: `the backup of ${manifest.made} (${manifest.seal.slice(0, 12)})`,
    mark: manifest.mark,
    shelves: manifest.collections,
    manifest,
    read: (name, after) => readShelf(join(folder, shelfOf(name).file), after),
    async check() {},
    async close() {},
  };
}

async function checkFile(folder: string, kept: KeptFile, progress: Progress): Promise<void> {
  const path = join(folder, kept.file);
  const size = await stat(path).then(
    ({ size }) => size,
    () => null,
  );
  if (size === null) throw new Refusal(`The backup is not whole: ${path} is missing.`);
  const hash = sha256();
  if (size === kept.bytes)
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk as Buffer);
      progress.add((chunk as Buffer).length);
    }
  if (size !== kept.bytes || hash.digest("hex") !== kept.sha256)
    throw new Refusal(`The backup is damaged: ${path} is not as it was written. Nothing was changed.`);
}

/** They stand in the order of `_id`; what comes at or before `after` is passed over. */
async function* readShelf(path: string, after: unknown): AsyncGenerator<Document[]> {
  // What goes wrong on the way comes out at the end that is read.
  const unzipped = createGunzip();
  pipeline(createReadStream(path), unzipped, () => {});
  let rest: Buffer = Buffer.alloc(0);
  let batch: Document[] = [];
  let passing = after !== undefined;
  for await (const chunk of unzipped) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.length - at >= 4) {
      const size = rest.readInt32LE(at);
      if (rest.length - at < size) break;
      const document = BSON.deserialize(rest.subarray(at, at + size));
      at += size;
      if (passing) {
        passing = document["_id"] !== after;
        continue;
      }
      batch.push(document);
      if (batch.length < atOnce) continue;
      yield batch;
      batch = [];
    }
    rest = rest.subarray(at);
  }
  if (batch.length > 0) yield batch;
}
