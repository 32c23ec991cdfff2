/** What a backup says of itself; written last, so that a folder without it is none. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import mongoose from "mongoose";
import type { SchemaMark } from "../database/schema.ts";
import { Refusal } from "./command.ts";
import { sha256 } from "./digest.ts";
import type { Shelf } from "./source.ts";

const { EJSON } = mongoose.mongo.BSON;
export const manifestFile = "manifest.json";
/** The form of the folder. */
const form = 1;

/** A file of the folder. */
export interface KeptFile {
  file: string;
  bytes: number;
  sha256: string;
}
export interface KeptShelf extends Shelf, KeptFile {
  /** Of the documents, whatever their order. */
  hash: string;
}
export interface Manifest {
  product: string;
  form: number;
  /** When reading began. */
  made: string;
  /** Where it was read from. */
  from: string;
  /** Whether all of it is of one moment. */
  moment: boolean;
  mark: SchemaMark;
  collections: KeptShelf[];
  /** What stood beside the database and belongs to it. */
  files: KeptFile[];
  /** Of all the rest. */
  seal: string;
}

const sealOf = (manifest: Omit<Manifest, "seal">): string =>
  sha256()
    .update(EJSON.stringify({ ...manifest, seal: undefined }))
    .digest("hex");

export const sealed = (manifest: Omit<Manifest, "seal" | "form">): Manifest => {
  const whole = { ...manifest, form };
  return { ...whole, seal: sealOf(whole) };
};

export const writtenManifest = (manifest: Manifest): string => `${EJSON.stringify(manifest, undefined, 1)}\n`;

/** Throws where the folder is no backup, or not one that is known here. */
export function readManifest(folder: string): Manifest {
  const text = textOf(folder);
  let manifest: Manifest;
  try {
    manifest = EJSON.parse(text) as Manifest;
  } catch {
    throw new Refusal(`${join(folder, manifestFile)} is damaged: it cannot be read.`);
  }
  if (manifest?.product !== "Colloquy") throw new Refusal(`${folder} is no backup of Colloquy.`);
  if (manifest.form !== form)
    throw new Refusal(`${folder} is a backup of another form (${manifest.form}); this program knows ${form}.`);
  if (manifest.seal !== sealOf(manifest))
    throw new Refusal(`${join(folder, manifestFile)} is damaged: it is not as it was written.`);
  return manifest;
}

function textOf(folder: string): string {
  try {
    return readFileSync(join(folder, manifestFile), "utf8");
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Refusal(`${folder} is no backup: it has no ${manifestFile}.`);
    if (code === "ENOTDIR") throw new Refusal(`${folder} is no backup: a backup is a folder with a ${manifestFile}.`);
    throw thrown;
  }
}
