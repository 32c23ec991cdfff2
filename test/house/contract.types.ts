/** Each line marked below must not compile: the contract's promises, held by the compiler (`npm run check`). */
import { z } from "zod";
import { call } from "../../client/live/call.ts";
import { serve } from "../../server/platform/operations/serve.ts";
import type { Person } from "../../server/platform/person.ts";
import type { Question, Reply } from "../../shared/contract.ts";
import { operation } from "../../shared/operation.ts";

const Note = z.object({ id: z.string(), text: z.string() });
type Note = z.infer<typeof Note>;
const notes = {
  writeNote: operation({
    http: "POST /notes/:place",
    access: "member",
    input: z.strictObject({ place: z.string(), text: z.string().default("") }),
    output: Note,
  }),
  readNote: operation({
    http: "GET /notes/:place",
    access: "anyone",
    input: z.strictObject({ place: z.string() }),
    output: Note,
  }),
};
declare const note: Note;
const writeNote = async (_person: Person, _input: { place: string; text: string }): Promise<Note> => note;
const readNote = async (): Promise<Note> => note;

serve("notes", notes, { writeNote, readNote });
// @ts-expect-error a use case is missing
serve("notes", notes, { writeNote });
// @ts-expect-error a use case too many
serve("notes", notes, { writeNote, readNote, dropNote: readNote });
// @ts-expect-error wants an input that the contract does not give
serve("notes", notes, { writeNote: async (_: Person, _i: { place: string; pinned: boolean }) => note, readNote });
// @ts-expect-error wants another type
serve("notes", notes, { writeNote: async (_: Person, _i: { place: number }) => note, readNote });
// @ts-expect-error lacks a field of the view
serve("notes", notes, { writeNote: async () => ({ id: "" }), readNote });
// @ts-expect-error is not asynchronous
serve("notes", notes, { writeNote: () => note, readNote });
// Input types flow into use cases that are written in place.
serve("notes", notes, { writeNote: async (_, { text }) => ({ id: "", text: text.toUpperCase() }), readNote });

/** What a client sends and gets. */
export const asked: Question<"forum.saveDraft"> = { place: "thread:x", body: "" };
export const replied: Promise<Reply<"forum.saveDraft">> = call("forum.saveDraft", asked);
// @ts-expect-error there is no such operation
call("forum.dropTables", {});
// @ts-expect-error lacks the body
call("forum.saveDraft", { place: "thread:x" });
// @ts-expect-error an unknown key
call("forum.saveDraft", { place: "thread:x", body: "", pinned: true });
// @ts-expect-error is not in the reply
replied.then((reply) => reply.body);

operation({
  // @ts-expect-error the path names what the input lacks
  http: "GET /threads/:threadId",
  access: "anyone",
  input: z.strictObject({ id: z.string() }),
  output: z.null(),
});
// @ts-expect-error a Date does not travel
operation({ http: "GET /now", access: "anyone", input: z.strictObject({}), output: z.object({ now: z.date() }) });
// @ts-expect-error is not a way in
operation({ http: "PUT /now", access: "anyone", input: z.strictObject({}), output: z.null() });
// @ts-expect-error there is no such access
operation({ http: "GET /now", access: "everyone", input: z.strictObject({}), output: z.null() });
