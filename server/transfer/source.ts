/** Where documents are read from: a file, a MongoDB, or a backup. */
import type { mongo } from "mongoose";
import { newMark, type SchemaMark, schemaVersion } from "../database/schema.ts";
import { Refusal } from "./command.ts";

export type Document = mongo.Document;

/** A collection as it stands there. */
export interface Shelf {
  name: string;
  documents: number;
  indexes: IndexSpec[];
}
/** An index beside that on `_id`, by all that matters. */
export interface IndexSpec {
  name: string;
  key: Record<string, unknown>;
  unique?: true;
  sparse?: true;
  partialFilterExpression?: Document;
}

export interface Source {
  readonly name: string;
  /** Names this source again at the next run, so that what was broken off goes on. */
  readonly identity: string;
  readonly mark: SchemaMark;
  readonly shelves: Shelf[];
  /** The documents in the order of `_id`, beginning after one. */
  read(collection: string, after?: unknown): AsyncGenerator<Document[]>;
  /** Throws where what was read cannot be trusted: a server was started meanwhile. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Documents that are read and written at once. */
export const atOnce = 500;

/** The mark; a database from before there were marks is of version 1. Throws where it is no database of ours. */
export function markFrom(found: unknown, shelves: Shelf[], name: string): SchemaMark {
  if (shelves.every(({ documents }) => documents === 0))
    throw new Refusal(`${name} is empty: there is nothing to take.`);
  const mark = found as SchemaMark | null | undefined;
  if (mark) return mark;
  const posts = shelves.find((shelf) => shelf.name === "posts");
  if (posts?.indexes.some((index) => index.name === "pending_1_pendingSince_1")) return newMark(1);
  throw new Refusal(`${name} holds no database of Colloquy.`);
}

/** Throws where it is itself a part of something, or was written by a newer program. */
export function refuseUnfit({ name, mark }: Source): void {
  if (mark.made && !mark.made.whole)
    throw new Refusal(`${name} is only a part of ${mark.made.from}: finish that ${mark.made.by} first.`);
  if (mark.version > schemaVersion)
    throw new Refusal(
      `${name} is of version ${mark.version}, and this program knows versions up to ${schemaVersion}: use the newer program.`,
    );
}

/** Belongs to where a database runs and not to what it holds: the lease of its servers. */
export const isOfThePlace = (collection: string, document: Document): boolean =>
  collection === "nodes" && document["_id"] === "lease";

/** What matters of an index; throws for what this house never makes, so that nothing is left out in silence. */
export function indexSpecs(listed: Document[], collection: string): IndexSpec[] {
  return listed
    .filter(({ name }) => name !== "_id_")
    .map(({ v: _v, ns: _ns, background: _background, name, key, unique, sparse, partialFilterExpression, ...rest }) => {
      const [odd] = Object.keys(rest);
      if (odd) throw new Refusal(`The index ${name} of ${collection} has an option that is not known here: ${odd}.`);
      return {
        name: name as string,
        key: key as Record<string, unknown>,
        ...(unique ? { unique: true as const } : {}),
        ...(sparse ? { sparse: true as const } : {}),
        ...(partialFilterExpression ? { partialFilterExpression: partialFilterExpression as Document } : {}),
      };
    });
}
