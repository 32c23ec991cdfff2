/** Where what waits for a moderator comes from: each feature that holds things back says what it holds. */
import type { TriageView } from "../../../../shared/contracts/moderation.ts";
import type { Person } from "../../../platform/person.ts";

export interface TriageSource {
  kind: TriageView["kind"];
  /** What waits that this moderator may decide on, by `createdAt`, then `id`; only what comes after `after`, `limit` at most. */
  list(person: Person, after: { createdAt: Date; id: string } | null, limit: number): Promise<TriageView[]>;
}

const sources = new Map<string, TriageSource>();

/** Registers what a feature holds back. Once a kind; a second time replaces the first. */
export function registerTriage(source: TriageSource): void {
  sources.set(source.kind, source);
}

export const triageSources = (): TriageSource[] => [...sources.values()];

/** The stream on which moderators hear of what waits in a section, in a language. */
export const triageStreamOf = (sectionId: string, language: string): string => `triage:${sectionId}:${language}`;
