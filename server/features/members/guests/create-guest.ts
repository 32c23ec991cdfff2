import { saveOnce, sentBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { personStreamOf } from "../me/person.stream.ts";
import { Members } from "../member.model.ts";
import { type Guest, Guests } from "./guest.model.ts";

export interface NewGuest {
  id: string;
  webinarId: string;
  name: string;
  email: string | null;
  country: string | null;
  organisation: string;
  language: string;
  panellist: boolean;
  timeZone?: string;
}

/** Makes a guest of a webinar; the same id again, with the same input, is the same guest. Who may invite is the webinar's to say. */
export async function createGuest(person: Person, input: NewGuest): Promise<Guest> {
  const earlier = await sentBefore(Guests, person, input);
  if (earlier) return earlier;
  // Ids of people are one space: a guest under a member's id would read that member's inbox.
  if (await Members.exists({ _id: input.id })) throw new Problem("id-taken");
  const { id, timeZone = "UTC", ...said } = input;
  const fields = {
    ...said,
    timeZone,
    theme: "system" as const,
    linkUntil: null,
    signInEpoch: 0,
    linkNonce: 0,
    lastSeenAt: null,
  };
  const pending = said.email !== null && person.kind !== "system" ? ["welcome"] : [];
  return saveOnce(Guests, person, input, fields, { pending, shownIn: [personStreamOf(id)] });
}
