/** Members as the tests make them, and the cookies of somebody who is signed in; in the process where the house is open. */
import { createMember, readDocument } from "../../server/features/members/index.ts";
import { makeSession, setSessionCookies } from "../../server/features/sessions/index.ts";
import { system } from "../../server/platform/person.ts";
import type { Role } from "../../shared/contracts/common.ts";

export interface MemberWish {
  role?: Role;
  name?: string;
  country?: string | null;
  gender?: "woman" | "man" | "other" | "unsaid";
  organisation?: string;
  language?: string;
  timeZone?: string;
}

/** Made by the system; what the wish leaves open is said of nobody. */
export async function makeMember(id: string, wish: MemberWish & { name: string }): Promise<void> {
  await createMember(system, {
    id,
    email: `${id}@example.org`,
    role: "member",
    organisation: "",
    country: null,
    gender: "unsaid",
    language: "en",
    timeZone: "UTC",
    ...wish,
  });
}

/** A session of their own for a member or a guest, as the cookies of a browser. */
export async function signIn(id: string): Promise<{ name: string; cookies: Record<string, string> }> {
  const account = await readDocument(id);
  if (!account) throw new Error(`nobody has the id ${id}`);
  const cookies: Record<string, string> = {};
  setSessionCookies(
    (cookie, value) => {
      cookies[cookie] = value;
    },
    await makeSession(account),
  );
  return { name: account.name, cookies };
}
