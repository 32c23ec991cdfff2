/** Addresses inside triage. */
import type { TriageView } from "../../../shared/contracts/moderation.ts";
import type { At } from "../../page.ts";

/** The same part of the list. */
export const triagePath = ({ query }: At, more: Readonly<Record<string, string>> = {}): string => {
  const text = new URLSearchParams({ ...(query["cursor"] ? { cursor: query["cursor"] } : {}), ...more }).toString();
  return text ? `/triage?${text}` : "/triage";
};

/** Where there is no script: the list with the form open. */
export const declinePath = (at: At, id: string): string => `${triagePath(at, { decline: id })}#item-${id}`;

/** The thread that a carried question already is, held. */
export const threadOf = ({ link }: TriageView): string => link.split("/").at(-1) ?? "";
