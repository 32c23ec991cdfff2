/** Who is told of a dialogue: whoever watches it or the home page. */
import { registerStream } from "../../platform/realtime/index.ts";
import { mayReadSections } from "../forum/index.ts";
import { Dialogues } from "./dialogue.model.ts";

export const dialogueStreamOf = (dialogueId: string): string => `dialogue:${dialogueId}`;
export const dialogueShownIn = (dialogueId: string): string[] => [dialogueStreamOf(dialogueId), "home"];

registerStream({
  prefix: "dialogue",
  mayWatch: async (person, [id, ...more]) => {
    const dialogue = id !== undefined && more.length === 0 && (await Dialogues.findById(id).select("sectionId").lean());
    return dialogue ? (await mayReadSections(person, [dialogue.sectionId])).has(dialogue.sectionId) : false;
  },
  window: () => ({ dialogue: { limit: 1 }, webinar: { sort: { startsAt: 1 }, limit: 50 } }),
});
