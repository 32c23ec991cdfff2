/** The personal link of a guest: the same each time it is asked for, good again and again until its end. */
import { Problem } from "../../../platform/problem.ts";
import { isSame, sign } from "../../../platform/secret.ts";
import { maySignIn } from "../people/read-person.ts";
import { joinLink } from "../tokens/addresses.ts";
import { bytesOf, idOf } from "../tokens/one-time-token.ts";
import { type Guest, Guests } from "./guest.model.ts";

const macOf = (id: string, nonce: number): Buffer => sign("personal link", id, nonce).subarray(0, 24);

/** `id(16) mac(24)`, base64url. */
export const guestToken = ({ _id, linkNonce }: Guest): string =>
  Buffer.concat([bytesOf(_id), macOf(_id, linkNonce)]).toString("base64url");

/** The whole address that goes into the guest's mail. */
export const guestLink = (guest: Guest): string => joinLink(guestToken(guest));

/** Whose link it is. Throws `link-not-valid`, whatever is wrong with it. */
export async function checkGuestToken(token: string): Promise<Guest> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 40 || bytes.toString("base64url") !== token) throw new Problem("link-not-valid");
  const guest = await Guests.findById(idOf(bytes)).lean<Guest>();
  const right = isSame(bytes.subarray(16), macOf(idOf(bytes), guest?.linkNonce ?? 0));
  if (!guest || !right || !maySignIn(guest)) throw new Problem("link-not-valid");
  return guest;
}
