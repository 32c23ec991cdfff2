import type { dialogues } from "../../../shared/contracts/dialogues.ts";
import type { Answer } from "../../../shared/operation.ts";
import type { Person } from "../../platform/person.ts";
import { mayReadSections } from "../forum/index.ts";
import { Dialogues } from "./dialogue.model.ts";
import { viewRows } from "./dialogue.rows.ts";

/** All dialogues that the person may read: open and planned ones by what comes next, past ones latest first. */
export async function listDialogues(person: Person): Promise<Answer<typeof dialogues.listDialogues>> {
  const all = await Dialogues.find().sort({ opensAt: -1, _id: -1 }).lean();
  const readable = await mayReadSections(
    person,
    all.map(({ sectionId }) => sectionId),
  );
  const rows = (await viewRows(all.filter(({ sectionId }) => readable.has(sectionId)))).map(({ row }) => row);
  const inState = (state: string) => rows.filter(({ dialogue }) => dialogue.state === state);
  return {
    open: inState("open").sort((one, other) => (one.dialogue.closesAt < other.dialogue.closesAt ? -1 : 1)),
    planned: inState("planned").reverse(),
    past: inState("closed"),
  };
}
