/** What one wrote while the line was down: kept in this browser, sent once when the line is back. */
import { openUnsent, type UnsentBox } from "../../live/unsent.ts";

let own: { personId: string; box: UnsentBox } | undefined;

/** The box of whoever is signed in here; opened at the first call, in the browser only. */
export function unsentBox(personId: string): UnsentBox {
  if (own?.personId !== personId) {
    own?.box.close();
    own = { personId, box: openUnsent(personId) };
  }
  return own.box;
}
