/** Every request costs its person, or a visitor's address, one point of the limits. */
import { addressKey, spend } from "../limits.ts";
import { isSignedIn } from "../person.ts";
import type { Identity } from "./identity.ts";

/** Counts a request against its limits, whichever way it came in. Throws `too-many` with the seconds to wait. */
export type Limit = (identity: Identity, address: string, operation: string) => Promise<void>;

export const limitRequests: Limit = ({ person }, address) =>
  isSignedIn(person) ? spend("operationsByPerson", person.id) : spend("operationsByAddress", addressKey(address));
