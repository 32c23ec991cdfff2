/** Passwords: argon2id (19 MiB, two passes: OWASP's first choice), and what is too easy to guess. */
import { randomBytes } from "node:crypto";
import { lazily } from "../../../platform/lazily.ts";
import { Problem } from "../../../platform/problem.ts";

const argon2 = lazily<typeof import("@node-rs/argon2")>("@node-rs/argon2");
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The same password typed on another keyboard is the same password. */
const typed = (password: string): string => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => argon2().hash(typed(password), cost);

let nobodys: Promise<string> | undefined;
/** Whether the password is right. Without a hash it takes as long and says no: the time tells nobody who is a member. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(24).toString("base64"));
  const right = await argon2()
    .verify(passwordHash ?? (await nobodys), typed(password))
    .catch(() => false);
  return right && passwordHash !== null;
}

/** Out of the lists of passwords that are tried first, those of twelve characters and more, without their digits and signs. */
const common = new Set(
  "password passwordpassword qwerty qwertyuiop qwertyuiopasdf asdfghjkl zxcvbnm letmein letmeinplease iloveyou welcome administrator adminadmin monkey dragon football baseball superman batman princess sunshine trustno changeme correcthorsebatterystaple michael jennifer master hello helloworld freedom whatever starwars".split(
    " ",
  ),
);

/** Throws `weak-password`: one of those tried first, of few different signs, in a row, or made of the person's own name or address. */
export function checkPassword(password: string, own: { name: string; email: string }): void {
  const plain = typed(password).toLowerCase();
  const letters = plain.replace(/[^\p{L}]/gu, "");
  if (new Set(plain).size < 5 || isRow(plain)) throw new Problem("weak-password", { why: "simple" });
  if (common.has(letters) && letters.length >= plain.length / 3) throw new Problem("weak-password", { why: "common" });
  const parts = [own.email, ...own.email.split("@"), own.name, ...own.name.split(/\s+/)].map((part) =>
    part.toLowerCase(),
  );
  const rest = parts.filter((part) => part.length >= 3).reduce((left, part) => left.replaceAll(part, ""), plain);
  if (rest.length < 6 && rest.length < plain.length) throw new Problem("weak-password", { why: "personal" });
}

/** `abcdefghijkl`, `123456789012`: each sign one step from the one before it. */
function isRow(text: string): boolean {
  const signs = Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
  const steps = signs.slice(1).map((sign, index) => sign - (signs[index] as number));
  return steps.filter((step) => Math.abs(step) <= 1).length >= steps.length - 2;
}
