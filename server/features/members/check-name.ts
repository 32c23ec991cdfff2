/** Names must be readable as what they are, and no two members may look alike. */
import { isDuplicate } from "../../database/duplicate.ts";
import { Problem } from "../../platform/problem.ts";
import { Members } from "./member.model.ts";
import { mixesAlphabets, nameKey } from "./name-key.ts";

/** Throws `bad-input` for a name without letters, or of letters put together to deceive. */
export function checkName(name: string): void {
  if (nameKey(name).length === 0) throw new Problem("bad-input", { fields: { name: "no_letters" } });
  if (mixesAlphabets(name)) throw new Problem("bad-input", { fields: { name: "mixed_alphabets" } });
}

/** Throws `email-taken` or `name-taken` where another member has it. */
export async function checkFree(who: { id: string; email?: string; name: string }): Promise<void> {
  const others = { _id: { $ne: who.id } };
  if (who.email !== undefined && (await Members.exists({ ...others, email: who.email })))
    throw new Problem("email-taken");
  if (await Members.exists({ ...others, nameKey: nameKey(who.name) })) throw new Problem("name-taken");
}

/** What a unique index refused, as the problem it is; not every engine says which index it was. */
export async function explainTaken(thrown: unknown, who: { id: string; email?: string; name: string }): Promise<never> {
  if (isDuplicate(thrown)) await checkFree(who);
  throw thrown;
}
