/** What must follow the writing of a dialogue: told, its section's window set, its opening and closing scheduled. */
import { schedule } from "../../platform/jobs/index.ts";
import { asItStands, registerKind } from "../../platform/outbox/index.ts";
import { sectionsById, setSectionWindow } from "../forum/index.ts";
import { closing, opening, turning } from "./dialogue.jobs.ts";
import { type Dialogue, Dialogues } from "./dialogue.model.ts";
import { viewDialogues } from "./dialogues.views.ts";
import { sectionOf } from "./section-of.ts";

registerKind<Dialogue>({
  kind: "dialogue",
  model: Dialogues,
  streams: ["dialogue", "home"],
  views: async (dialogues, stream) => {
    const views = await viewDialogues(dialogues);
    if (stream !== "home") return views;
    // The home page is everybody's: what only members read is not there.
    const sections = await sectionsById(dialogues.map(({ sectionId }) => sectionId));
    return views.map((view) => (sections.get(view.section.id)?.readers === "public" ? view : null));
  },
  effects: {
    section: asItStands(Dialogues, (dialogue) => setSectionWindow(sectionOf(dialogue))),
    schedule: asItStands(Dialogues, async ({ _id, opensAt, closesAt }) => {
      await schedule({ id: opening(_id), name: turning, at: opensAt, subject: _id });
      await schedule({ id: closing(_id), name: turning, at: closesAt, subject: _id });
    }),
  },
});
