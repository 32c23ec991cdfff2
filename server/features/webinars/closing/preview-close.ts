import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableWebinar } from "../find-webinar.ts";
import { Questions } from "../questions/question.model.ts";
import { openStates } from "../questions/question.states.ts";
import { mayHost } from "../webinars.policy.ts";
import { viewWebinar } from "../webinars.views.ts";

/** What a close would do just now: how many questions it would carry, and where to. */
export async function previewClose(
  person: Person,
  { webinarId }: Given<typeof webinars.previewClose>,
): Promise<Answer<typeof webinars.previewClose>> {
  const webinar = await readableWebinar(person, webinarId);
  if (!mayHost(person, webinar)) throw new Problem("not-allowed");
  const [open, unapproved, view] = await Promise.all([
    Questions.countDocuments({ webinarId, state: { $in: openStates } }),
    Questions.countDocuments({ webinarId, state: "asked" }),
    viewWebinar(webinar),
  ]);
  return { open, unapproved, section: { slug: view.section.slug, title: view.section.title } };
}
