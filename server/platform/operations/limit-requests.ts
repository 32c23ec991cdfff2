/** Every request costs its person, or a visitor's address, one point of the limits. */
import { addressKey, spend } from "../limits.ts";
import { isSignedIn } from "../person.ts";
import type { Identity } from "./identity.ts";

/** Throws `too-many` with the seconds to wait. */
export const limitRequests = ({ person }: Identity, address: string): Promise<void> =>
  isSignedIn(person) ? spend("operationsByPerson", person.id) : spend("operationsByAddress", addressKey(address));
