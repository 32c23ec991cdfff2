/** `person:ID`: what only this person sees. Oneself comes whole with each watch; the inbox, own questions and posts by their latest. */

import { isSignedIn } from "../../../platform/person.ts";
import { registerStream } from "../../../platform/realtime/index.ts";
import { viewMe } from "../members.views.ts";
import { readDocument } from "../people/read-person.ts";

export const personStreamOf = (personId: string): string => `person:${personId}`;

registerStream({
  prefix: "person",
  mayWatch: async (person, rest) => isSignedIn(person) && rest.length === 1 && rest[0] === person.id,
  window: () => ({ notification: { limit: 30 }, myQuestion: { limit: 100 }, myPost: { limit: 100 } }),
  whole: async (person) => {
    const document = await readDocument(person.id);
    return document ? [{ kind: "me", id: document._id, version: document.version, view: await viewMe(document) }] : [];
  },
});
