/**
 * Subdocuments, arrays, bytes and patterns as bytes that compare as MongoDB compares them: field by field (its kind, its
 * name, its value), element by element, the shorter one first.
 */
import { bytesOf, type Document, KIND, kindOf } from "./values.ts";

/** After the last field or element; every kind is above it. */
const END = 0;

/** A value of one of these kinds, without the byte of the kind itself. */
export function compositeKey(value: unknown): Buffer {
  const parts: Uint8Array[] = [];
  add(value, kindOf(value), parts);
  return Buffer.concat(parts);
}

function add(value: unknown, kind: number, parts: Uint8Array[]): void {
  switch (kind) {
    case KIND.null:
    case KIND.missing:
      return;
    case KIND.number:
      parts.push(numberBytes(value as number));
      return;
    case KIND.string:
      parts.push(textBytes(value as string));
      return;
    case KIND.boolean:
      parts.push(Uint8Array.of(value ? 1 : 0));
      return;
    case KIND.date:
      parts.push(numberBytes((value as Date).getTime()));
      return;
    case KIND.objectId:
      parts.push(Buffer.from(String(value), "hex"));
      return;
    case KIND.binary:
      addBytes(value, parts);
      return;
    case KIND.array:
      for (const element of value as unknown[]) addWithKind(element, parts);
      parts.push(Uint8Array.of(END));
      return;
    case KIND.object:
      for (const [name, inner] of Object.entries(value as Document)) addWithKind(inner, parts, name);
      parts.push(Uint8Array.of(END));
      return;
    default:
      parts.push(textBytes(String(value)));
  }
}

function addWithKind(value: unknown, parts: Uint8Array[], name?: string): void {
  const kind = Math.max(kindOf(value), KIND.null);
  parts.push(Uint8Array.of(kind));
  if (name !== undefined) parts.push(textBytes(name));
  add(value, kind, parts);
}

// Shorter ones first, as MongoDB has it.
function addBytes(value: unknown, parts: Uint8Array[]): void {
  const bytes = bytesOf(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  parts.push(length, bytes);
}

/** The bytes of a number, turned so that the lesser number has the lesser bytes; NaN is below all. */
function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value);
  if ((bytes[0] as number) & 0x80) for (let at = 0; at < 8; at++) bytes[at] = ~(bytes[at] as number);
  else bytes[0] = (bytes[0] as number) | 0x80;
  return bytes;
}

/** UTF-8 that ends with two zero bytes; a zero byte inside is followed by 255. */
function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (!bytes.includes(0)) return Buffer.concat([bytes, Buffer.alloc(2)]);
  return Buffer.concat([
    ...bytes
      .toString("latin1")
      .split("\0")
      .flatMap((part, at) =>
        at === 0 ? [Buffer.from(part, "latin1")] : [Buffer.of(0, 255), Buffer.from(part, "latin1")],
      ),
    Buffer.alloc(2),
  ]);
}
