/** Dialogues as they are listed: with how much was written, by how many, from where, and the webinars. */
import type { DialogueRow } from "../../../shared/contracts/dialogues.ts";
import { now } from "../../platform/clock.ts";
import { profilesOf } from "../members/index.ts";
import { countPosts } from "./contributions.ts";
import type { Dialogue } from "./dialogue.model.ts";
import { viewDialogues } from "./dialogues.views.ts";
import { byAuthor, byCountry, byDay, type Contribution } from "./figures.ts";
import { webinarsOf } from "./webinars.hook.ts";

/** In the same order; each with the contributions that were counted. */
export async function viewRows(dialogues: Dialogue[]): Promise<{ row: DialogueRow; contributions: Contribution[] }[]> {
  const [views, webinars, counts] = await Promise.all([
    viewDialogues(dialogues),
    webinarsOf(dialogues.map(({ _id }) => _id)),
    Promise.all(dialogues.map(countPosts)),
  ]);
  const profiles = await profilesOf([
    ...new Set(counts.flatMap((each) => each.contributions.map(({ authorId }) => authorId))),
  ]);
  return dialogues.map((dialogue, at) => {
    const contributions = counts[at]?.contributions ?? [];
    const authors = byAuthor(contributions);
    const countries = byCountry(authors.flatMap(({ authorId }) => profiles.get(authorId) ?? []));
    const row = {
      dialogue: views[at] as DialogueRow["dialogue"],
      posts: contributions.length,
      people: authors.length,
      countries: countries.filter(({ country }) => country !== null).length,
      days: byDay(dialogue, contributions, now()),
      webinars: webinars.get(dialogue._id) ?? [],
    };
    return { row, contributions };
  });
}
