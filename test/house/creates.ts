/** For each operation that makes something: who would send it and what, with the place for it made before. */
import { nowMs } from "../../server/platform/clock.ts";
import type { OperationName, Question } from "../../shared/contract.ts";
import { contract } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import type { Operation } from "../../shared/operation.ts";
import type { Client } from "../support/client.ts";

export type Input = Record<string, unknown>;
/** Somebody who is signed in. */
export type Caller = Pick<Client, "call"> & { id: string };
export interface Makers {
  /** A member. */
  ada: Caller;
  /** A member, on panels. */
  paula: Caller;
  /** A moderator. */
  mo: Caller;
  /** An organiser. */
  olga: Caller;
}
export interface Creating {
  by: keyof Makers;
  input: Input;
  /** Other input under the same id. */
  other: Input;
  /** Where it belongs. */
  sectionId?: string;
  threadId?: string;
  webinarId?: string;
}

const requiredOf = (operation: Operation): string[] =>
  (operation.input.toJSONSchema({ io: "input" }) as { required?: string[] }).required ?? [];
export const operations = Object.entries(contract).flatMap(([feature, verbs]) =>
  Object.entries(verbs as Record<string, Operation>).map(([verb, operation]) => ({
    name: `${feature}.${verb}` as OperationName,
    required: requiredOf(operation),
  })),
);
/** The first admin is made by a link that is good once: sign-in.test.ts. */
export const creating = operations.filter(
  ({ name, required }) => required.includes("id") && name !== "sessions.createFirstAdmin",
);

/** An id as a name that no other has. */
export const letters = (id: string): string =>
  Array.from(id.replaceAll("-", ""), (hex) => "abcdefghijklmnop"[Number.parseInt(hex, 16)]).join("");
const inMinutes = (minutes: number): string => new Date(nowMs() + minutes * 60_000).toISOString().slice(0, 16);

/** Places, made anew for each story. */
export function placesOf({ ada, paula, mo, olga }: Makers) {
  async function section(): Promise<{ id: string; slug: string }> {
    const made = { id: newId(), slug: `s-${newId()}` };
    await olga.call("forum.createSection", { ...made, title: "A section" });
    return made;
  }
  async function thread(): Promise<{ threadId: string; postId: string; sectionId: string }> {
    const [threadId, postId, { id: sectionId }] = [newId(), newId(), await section()];
    await ada.call("forum.createThread", { id: threadId, postId, sectionId, title: "A thread", body: "An opening." });
    return { threadId, postId, sectionId };
  }
  async function webinar({ open = true, preApproval = false } = {}): Promise<{ webinarId: string; sectionId: string }> {
    const [webinarId, { id: sectionId }] = [newId(), await section()];
    await olga.call("webinars.createWebinar", {
      id: webinarId,
      sectionId,
      title: "An hour",
      timeZone: "UTC",
      starts: inMinutes(5),
      preApproval,
      panellistIds: [paula.id],
      moderatorIds: [mo.id],
    });
    if (open) await mo.call("webinars.openWebinar", { webinarId, changeId: newId() });
    return { webinarId, sectionId };
  }
  const dialogue = (): Question<"dialogues.createDialogue"> => ({
    id: newId(),
    sectionId: newId(),
    slug: `d-${newId()}`,
    title: "A dialogue",
    timeZone: "UTC",
    opens: inMinutes(-5),
    closes: inMinutes(6000),
    conceptNotes: [{ language: "en", body: "A note." }],
  });
  return { section, thread, webinar, dialogue };
}

/** A story for each: the tests demand that none is missing. */
export function createsOf(makers: Makers): Record<string, () => Promise<Creating>> {
  const { section, thread, webinar, dialogue } = placesOf(makers);
  return {
    "members.createMember": async () => {
      const id = newId();
      return {
        by: "olga",
        input: { id, email: `${id}@example.net`, name: `Nadia ${letters(id)}` },
        other: { organisation: "Other" },
      };
    },
    "forum.createSection": async () => ({
      by: "olga",
      input: { id: newId(), slug: `s-${newId()}`, title: "A section" },
      other: { title: "Another" },
    }),
    "forum.createThread": async () => {
      const { id: sectionId } = await section();
      return {
        by: "ada",
        input: { id: newId(), postId: newId(), sectionId, title: "A thread", body: "Its opening." },
        other: { body: "Another opening." },
        sectionId,
      };
    },
    "forum.createPost": async () => {
      const { threadId } = await thread();
      return {
        by: "ada",
        input: { id: newId(), threadId, body: "A reply." },
        other: { body: "Another." },
        threadId,
      };
    },
    "dialogues.createDialogue": async () => ({
      by: "olga",
      input: { ...dialogue() },
      other: { title: "Another dialogue" },
    }),
    "webinars.createWebinar": async () => ({
      by: "olga",
      input: { id: newId(), sectionId: (await section()).id, title: "An hour", timeZone: "UTC", starts: inMinutes(60) },
      other: { title: "Another hour" },
    }),
    "webinars.inviteGuest": async () => {
      const { webinarId } = await webinar();
      return {
        by: "olga",
        input: { id: newId(), webinarId, name: "Gita Guest", panellist: true },
        other: { name: "Gert Guest" },
        webinarId,
      };
    },
    "webinars.askQuestion": async () => {
      const { webinarId } = await webinar();
      return {
        by: "ada",
        input: { id: newId(), webinarId, text: "Once?" },
        other: { text: "Twice?" },
        webinarId,
      };
    },
    "webinars.sendChatLine": async () => {
      const { webinarId } = await webinar();
      return {
        by: "ada",
        input: { id: newId(), webinarId, text: "Hello" },
        other: { text: "Hi" },
        webinarId,
      };
    },
  };
}
