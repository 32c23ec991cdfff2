/** The dialogues' door: some weeks of written discussion in a section of its own, with webinars and figures. */
import { dialogues } from "../../../shared/contracts/dialogues.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { changeDialogue } from "./change-dialogue.ts";
import { createDialogue } from "./create-dialogue.ts";
import { listDialogues } from "./list-dialogues.ts";
import { readDialogue } from "./read-dialogue.ts";
import { readDialogueSource } from "./read-dialogue-source.ts";
import { readFigures } from "./read-figures.ts";
import { writeConclusions } from "./write-conclusions.ts";
import "./dialogue.kind.ts";

export { dialogueStreamOf } from "./dialogue.stream.ts";
export { dialoguesForWebinars } from "./dialogues-for-webinars.ts";
export { dayOf, instantOf, localTimeOf } from "./local-time.ts";
export { registerWebinars } from "./webinars.hook.ts";

export const dialoguesFeature = (): Served[] =>
  serve("dialogues", dialogues, {
    listDialogues,
    readDialogue,
    createDialogue,
    changeDialogue,
    writeConclusions,
    readDialogueSource,
    readFigures,
  });
