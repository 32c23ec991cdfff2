/** The server's one secret, and a key of its own for each purpose made from it. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

let secret: Buffer | undefined;
const keys = new Map<string, Buffer>();

/** Takes SECRET, or the one kept in the data folder, made at the first start. Throws where it is weak, or missing in production. */
export function startSecret(config: { secret: string | undefined; dataDir: string; production: boolean }): void {
  if (!config.secret && config.production)
    throw new Error("SECRET: production needs one, 32 random characters at least (openssl rand -hex 32)");
  const text = config.secret ?? keptSecret(config.dataDir);
  if (isWeak(text))
    throw new Error("SECRET: this one can be guessed; take 32 random characters at least (openssl rand -hex 32)");
  secret = Buffer.from(text);
  keys.clear();
}

/** Whether a secret is short, repeats few characters, or is a placeholder out of some instructions. */
export const isWeak = (text: string): boolean =>
  text.length < 32 ||
  new Set(text).size < 10 ||
  /change.?me|replace.?me|your.?secret|secret.?key|example|default/i.test(text);

function keptSecret(dataDir: string): string {
  const path = join(dataDir, "secret");
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(path, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== "EEXIST") throw thrown;
  }
  return readFileSync(path, "utf8").trim();
}

/** The key of one purpose: what is signed for one is worth nothing for another. */
export function keyFor(purpose: string): Buffer {
  if (!secret) throw new Error("The secret was not read yet: call startSecret first.");
  let key = keys.get(purpose);
  if (!key) {
    key = createHmac("sha256", secret).update(purpose).digest();
    keys.set(purpose, key);
  }
  return key;
}

/** What only this server can say of these parts, 32 bytes. */
export const sign = (purpose: string, ...parts: (string | number)[]): Buffer =>
  createHmac("sha256", keyFor(purpose)).update(JSON.stringify(parts)).digest();

/** Compares without telling by its time how much was right. */
export const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
