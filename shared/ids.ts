/** Ids are made by the writer: UUIDv7, so that a retry names the same thing. */

/** A new id. `at` is milliseconds since 1970; it orders nothing (lists go by the server's `createdAt`), it only keeps indexes compact. */
export function newId(at: number = performance.timeOrigin + performance.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const millisecond = BigInt(Math.floor(at));
  for (let index = 0; index < 6; index++) bytes[index] = Number((millisecond >> BigInt(8 * (5 - index))) & 0xffn);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return uuidOf(hex);
}

/** 32 hexadecimal digits as a UUID. */
export const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** The id of what is made from another thing, once (a carried thread from its question): version digit 8, which no client may give to a new thing. */
export const derivedId = (id: string): string => `${id.slice(0, 14)}8${id.slice(15)}`;
