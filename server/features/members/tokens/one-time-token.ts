/** Mailed tokens: nothing is stored but a number in the member, which using one raises; so each works once, and making one writes nothing. */
import { uuidOf } from "../../../../shared/ids.ts";
import { nowMs } from "../../../platform/clock.ts";
import { Problem } from "../../../platform/problem.ts";
import { isSame, sign } from "../../../platform/secret.ts";
import { type Member, Members } from "../member.model.ts";

export type TokenUse = "link" | "reset";
const nonceOf = (member: Member, use: TokenUse): number => (use === "link" ? member.linkNonce : member.resetNonce);

/** `id(16) until(6) mac(24)`, base64url. */
export function makeToken(use: TokenUse, member: Member, minutes: number): { token: string; until: Date } {
  // Whole milliseconds: the database's time may have a fraction.
  const until = Math.floor(nowMs()) + minutes * 60_000;
  const moment = Buffer.alloc(6);
  moment.writeUIntBE(until, 0, 6);
  const token = Buffer.concat([bytesOf(member._id), moment, macOf(use, member._id, until, nonceOf(member, use))]);
  return { token: token.toString("base64url"), until: new Date(until) };
}

/** Whose token it is, with the filter that using it must match so that it works once. Throws `link-not-valid`, whatever is wrong with it. */
export async function checkToken(use: TokenUse, token: string): Promise<{ member: Member; unused: object }> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 46 || bytes.toString("base64url") !== token) throw new Problem("link-not-valid");
  const until = bytes.readUIntBE(16, 6);
  const member = await Members.findById(idOf(bytes)).lean<Member>();
  const nonce = member ? nonceOf(member, use) : 0;
  const right = isSame(bytes.subarray(22), macOf(use, idOf(bytes), until, nonce));
  if (!member || !right || until <= nowMs() || member.state !== "active") throw new Problem("link-not-valid");
  return { member, unused: { _id: member._id, state: "active", [use === "link" ? "linkNonce" : "resetNonce"]: nonce } };
}

/** Uses a sign-in link: the second of two at once is refused. All others that were mailed die with it. */
export async function useSignInToken(token: string): Promise<Member> {
  const { unused } = await checkToken("link", token);
  const member = await Members.findOneAndUpdate(
    unused,
    { $inc: { linkNonce: 1 } },
    { returnDocument: "after" },
  ).lean<Member>();
  if (!member) throw new Problem("link-not-valid");
  return member;
}

const macOf = (use: TokenUse, id: string, until: number, nonce: number): Buffer =>
  sign(`mailed ${use}`, id, until, nonce).subarray(0, 24);

export const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
export const idOf = (bytes: Buffer): string => uuidOf(bytes.toString("hex", 0, 16));
