/** What a collection holds, as a number that does not depend on the order in which its documents are read. */
import { createHash, hash } from "node:crypto";
import mongoose, { type mongo } from "mongoose";

const { BSON } = mongoose.mongo;
const most = (1n << 256n) - 1n;

/**
 * A document as bytes: equal bytes are equal fields in equal order with equal types. Numbers are those of the language: 5 is 5 whether a
 * MongoDB keeps it in 32 bits or as a fraction. `_id` comes first, where MongoDB puts it.
 */
export function bytesOf(document: mongo.Document): Uint8Array {
  const { _id, ...rest } = document;
  return BSON.serialize({ _id, ...rest });
}

/** The sum of the documents' SHA-256. */
export class Digest {
  documents = 0;
  #sum = 0n;

  add(bytes: Uint8Array): void {
    this.documents++;
    this.#sum = (this.#sum + BigInt(`0x${hash("sha256", bytes, "hex")}`)) & most;
  }
  get text(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }
}

/** Everything that is read, counted and summed. */
export async function digestOf(
  batches: AsyncIterable<mongo.Document[]>,
  onBatch: (documents: number) => void = () => {},
): Promise<Digest> {
  const digest = new Digest();
  for await (const batch of batches) {
    for (const document of batch) digest.add(bytesOf(document));
    onBatch(batch.length);
  }
  return digest;
}

export const sha256 = (): ReturnType<typeof createHash> => createHash("sha256");
