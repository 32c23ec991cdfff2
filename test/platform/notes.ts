/** A feature as small as can be, to try the platform without the forum: notes in places, that staff may hide. */
import mongoose from "mongoose";
import { z } from "zod";
import { type Thing, thingSchema } from "../../server/database/thing.ts";
import type { Identify } from "../../server/platform/operations/identity.ts";
import { type Served, serve } from "../../server/platform/operations/serve.ts";
import { change, changedBefore, registerKind, saveOnce, sentBefore } from "../../server/platform/outbox/index.ts";
import { type Member, type Person, visitor } from "../../server/platform/person.ts";
import { Problem } from "../../server/platform/problem.ts";
import { recheckWatchers, registerStream } from "../../server/platform/realtime/index.ts";
import { operation } from "../../shared/operation.ts";

export interface Note extends Thing {
  placeId: string;
  authorId: string;
  text: string;
  hidden: boolean;
}
export const Notes = mongoose.model<Note>(
  "Note",
  thingSchema<Omit<Note, keyof Thing>>(
    { placeId: String, authorId: String, text: String, hidden: { type: Boolean, default: false } },
    { watched: true },
  ) as unknown as mongoose.Schema<Note>,
  "notes",
);
/** One a note, by its id: an effect with a unique key. */
export const Echoes = mongoose.model(
  "Echo",
  new mongoose.Schema(
    { _id: { type: String, required: true }, count: Number },
    { collection: "echoes", versionKey: false },
  ),
);

/** The places that were closed; a right that stands in the database, as rights do. */
const Places = mongoose.model(
  "Place",
  new mongoose.Schema(
    { _id: { type: String, required: true }, closed: Boolean },
    { collection: "places", versionKey: false },
  ),
);
const isClosed = async (placeId: string) => (await Places.exists({ _id: placeId, closed: true })) !== null;

const NoteView = z.object({ id: z.string(), text: z.string(), version: z.int() });
const MyNoteView = NoteView.extend({ hidden: z.boolean() });
const Id = z.string().max(64);
const notes = {
  createNote: operation({
    http: "POST /places/:placeId/notes",
    access: "signed-in",
    input: z.strictObject({ id: z.uuidv7(), placeId: Id, text: z.string().max(500) }),
    output: NoteView,
  }),
  changeNote: operation({
    http: "PATCH /notes/:noteId",
    access: "signed-in",
    input: z.strictObject({ noteId: Id, changeId: z.uuidv7(), text: z.string() }),
    output: NoteView,
  }),
  hideNote: operation({
    http: "POST /notes/:noteId/hide",
    access: "signed-in",
    input: z.strictObject({ noteId: Id, changeId: z.uuidv7(), hidden: z.boolean() }),
    output: NoteView,
  }),
  closePlace: operation({
    http: "POST /places/:placeId/close",
    access: "signed-in",
    input: z.strictObject({ placeId: Id }),
    output: z.object({ closed: z.literal(true) }),
  }),
  breakDown: operation({ http: "POST /break", access: "anyone", input: z.strictObject({}), output: NoteView }),
  onlyHttp: operation({
    http: "POST /http",
    access: "anyone",
    over: "http",
    input: z.strictObject({}),
    output: NoteView,
  }),
};

const view = ({ _id: id, text, version }: Note) => ({ id, text, version });
const everywhere = (placeId: string, author: string) => [
  `place:${placeId}`,
  `place:${placeId}:staff`,
  `self:${author}`,
];
const pending = ["tell", "echo"];

/** What the tests turn to make an effect fail, and to end a session. */
export const knobs = { echoFails: false, viewFailsFor: "", banned: new Set<string>(), moderators: new Set(["mo"]) };

export const notesFeature = (): Served[] =>
  serve("notes", notes, {
    async createNote(person, input) {
      const earlier = await sentBefore(Notes, person, input);
      if (earlier) return view(earlier);
      if (await isClosed(input.placeId)) throw new Problem("section-closed");
      const fields = { placeId: input.placeId, authorId: person.id, text: input.text, hidden: false };
      return view(
        await saveOnce(Notes, person, input, fields, { pending, shownIn: everywhere(input.placeId, person.id) }),
      );
    },
    async changeNote(person, { noteId, changeId, text }) {
      const earlier = await changedBefore(Notes, person, noteId, changeId);
      if (earlier) return view(earlier);
      const changed = await change(Notes, { _id: noteId }, { $set: { text } }, { person, changeId, pending });
      if (!changed) throw new Problem("not-found");
      return view(changed);
    },
    async hideNote(person, { noteId, changeId, hidden }) {
      const changed = await change(
        Notes,
        { _id: noteId, hidden: !hidden },
        { $set: { hidden } },
        { person, changeId, pending: ["tell"] },
      );
      if (!changed) throw new Problem("moved-on");
      return view(changed);
    },
    async closePlace(_person, { placeId }) {
      await Places.updateOne({ _id: placeId }, { $set: { closed: true } }, { upsert: true });
      recheckWatchers({ stream: `place:${placeId}` });
      return { closed: true as const };
    },
    async breakDown() {
      throw new Error("broken on purpose");
    },
    async onlyHttp() {
      return { id: "", text: "", version: 1 };
    },
  });

registerKind<Note>({
  kind: "note",
  model: Notes,
  streams: ["place"],
  async views(found, stream) {
    if (found.some(({ text }) => text === knobs.viewFailsFor)) throw new Error("cannot be shown");
    return found.map((note) => (note.hidden && !stream.endsWith(":staff") ? null : view(note)));
  },
  effects: {
    async echo(note) {
      if (knobs.echoFails) throw new Error("no echo today");
      await Echoes.updateOne({ _id: note._id }, { $inc: { count: 1 } }, { upsert: true });
    },
  },
});
registerKind<Note>({
  kind: "myNote",
  model: Notes,
  streams: ["self"],
  views: async (found) => found.map((note) => ({ ...view(note), hidden: note.hidden })),
});
registerStream({
  prefix: "place",
  mayWatch: async (person, [placeId, audience]) =>
    placeId !== undefined &&
    !(await isClosed(placeId)) &&
    (audience === undefined || (audience === "staff" && person.kind === "member" && person.role !== "member")),
  window: (_rest, window) => ({
    note: { sort: { createdAt: -1 }, limit: (window as { last?: number } | null)?.last ?? 1000 },
  }),
});
registerStream({
  prefix: "self",
  mayWatch: async (person, [personId]) => person.id === personId,
  whole: async (person) => [{ kind: "self", id: person.id, version: 1, view: { id: person.id, version: 1 } }],
});
/** Whoever the cookie names; "mo" is a moderator. A session is the person's name; the banned have none. */
export const identifyByName: Identify = {
  request: async () => ({ person: visitor, sessionId: null }),
  async handshake({ cookie = "" }) {
    const name = /name=(\w+)/.exec(cookie)?.[1];
    if (cookie.includes("old=1")) throw new Problem("session-expired");
    return name ? { person: personNamed(name), sessionId: name } : { person: visitor, sessionId: null };
  },
  session: async (sessionId) => (knobs.banned.has(sessionId) ? null : personNamed(sessionId)),
};
export const personNamed = (name: string): Person => {
  const role: Member["role"] = knobs.moderators.has(name) ? "moderator" : "member";
  return { kind: "member", id: name, name, role, language: "en", timeZone: "UTC", sessionId: name };
};
export { MyNoteView };
