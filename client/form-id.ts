/** The hidden id of a form: made when it is drawn, so that a double click or a retry names the same thing. */
import { useState } from "preact/hooks";
import { newId } from "../shared/ids.ts";

/** A fresh id, and what renews it once the thing was saved. */
export function useFormId(): [id: string, renew: () => void] {
  const [id, setId] = useState(newId);
  return [id, () => setId(newId())];
}
