/** What dialogues show of their webinars: the webinars feature, which stands above, says it here. */
import type { DialogueFigures } from "../../../shared/contracts/dialogues.ts";
import type { WebinarView } from "../../../shared/contracts/webinars.ts";

export interface WebinarsHook {
  /** The webinars of each of these dialogues, by their start. */
  listFor(dialogueIds: string[]): Promise<Map<string, WebinarView[]>>;
  /** Their lines in the report. */
  figuresFor(dialogueId: string): Promise<DialogueFigures["webinars"]>;
}

let hook: WebinarsHook = { listFor: async () => new Map(), figuresFor: async () => [] };

export function registerWebinars(given: WebinarsHook): void {
  hook = given;
}

export const webinarsOf = (dialogueIds: string[]): Promise<Map<string, WebinarView[]>> => hook.listFor(dialogueIds);
export const webinarFiguresOf = (dialogueId: string): Promise<DialogueFigures["webinars"]> =>
  hook.figuresFor(dialogueId);
