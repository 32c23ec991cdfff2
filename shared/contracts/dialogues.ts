/** Dialogues: some weeks of written discussion in a section of its own, with webinars, and the figures of its report. */
import { z } from "zod";
import { operation, stream } from "../operation.ts";
import {
  Gender,
  Id,
  Language,
  LocalTime,
  line,
  Moment,
  markdown,
  NewId,
  Nothing,
  PersonView,
  Slug,
  TimeZone,
} from "./common.ts";
import { WebinarView } from "./webinars.ts";

/** Before its opening, between opening and closing, after it. */
export const DialogueState = z.enum(["planned", "open", "closed"]);

/** A key question, an object of its own that a post may answer. */
export const KeyQuestion = z.strictObject({ id: Id, texts: z.record(Language, line(400)) });
/** The concept note in one language, as Markdown. */
export const ConceptNote = z.strictObject({ language: Language, body: markdown(20_000) });

/** `opens` and `closes` are local times in `timeZone`: the clocks there may change in between. `closes` is the first minute after. */
const written = {
  title: line(160, 3),
  number: z.int().min(1).max(999).nullable().default(null),
  timeZone: TimeZone,
  opens: LocalTime,
  closes: LocalTime,
  conceptNotes: z.array(ConceptNote).min(1).max(12),
  keyQuestions: z.array(KeyQuestion).max(12).default([]),
};
/** A dialogue as an organiser announces it. `sectionId`: the section that is made with it; `slug`: the address of both, for ever. */
export const NewDialogue = z.strictObject({
  id: NewId,
  sectionId: NewId,
  slug: Slug,
  language: Language.default("en"),
  ...written,
});
export type NewDialogue = z.output<typeof NewDialogue>;

/** A dialogue as everybody reads it who reads its section. */
export const DialogueView = z.object({
  id: Id,
  slug: z.string(),
  number: z.int().nullable(),
  title: z.string(),
  language: z.string(),
  state: DialogueState,
  timeZone: z.string(),
  /** As written, local to `timeZone`. */
  opens: z.string(),
  closes: z.string(),
  /** The same as instants. */
  opensAt: Moment,
  closesAt: Moment,
  conceptNotes: z.array(z.object({ language: z.string(), html: z.string() })),
  keyQuestions: z.array(z.object({ id: Id, texts: z.record(z.string(), z.string()) })),
  conclusions: z.object({ language: z.string(), html: z.string() }).nullable(),
  section: z.object({ id: Id, slug: z.string() }),
  facilitator: PersonView,
  createdAt: Moment,
  version: z.int(),
});
export type DialogueView = z.infer<typeof DialogueView>;

/** Posts a day from the opening day on, in the dialogue's zone. */
const ByDay = z.array(z.object({ day: z.iso.date(), posts: z.int() }));
/** A dialogue in a list: how much was written, by how many, from where, and its webinars. */
export const DialogueRow = z.object({
  dialogue: DialogueView,
  posts: z.int(),
  people: z.int(),
  countries: z.int(),
  days: ByDay,
  webinars: z.array(WebinarView),
});
export type DialogueRow = z.infer<typeof DialogueRow>;

/**
 * The figures of the report, by the rules of the ninth dialogue's: contributions are members' posts in the dialogue, opening
 * posts included; the welcome, carried threads and their answers have lines of their own; hidden and removed posts are
 * not counted. A member of several countries counts under the first.
 */
export const DialogueFigures = z.object({
  contributions: z.int(),
  contributors: z.array(
    z.object({
      person: PersonView,
      gender: Gender,
      country: z.string().nullable(),
      organisation: z.string(),
      posts: z.int(),
    }),
  ),
  byGender: z.object({ woman: z.int(), man: z.int(), other: z.int(), unsaid: z.int() }),
  byCountry: z.array(z.object({ country: z.string().nullable(), people: z.int() })),
  /** Weeks count from the opening day; the last may be short. */
  byWeek: z.array(z.object({ week: z.int(), from: z.iso.date(), posts: z.int() })),
  byKeyQuestion: z.array(z.object({ id: Id, posts: z.int(), people: z.int() })),
  welcomes: z.int(),
  carriedThreads: z.int(),
  postsInCarriedThreads: z.int(),
  webinars: z.array(
    z.object({
      webinar: z.object({ id: Id, title: z.string() }),
      attendees: z.int(),
      engaged: z.int(),
      /** `engaged / attendees`, in per cent, rounded. */
      engagement: z.int(),
      askers: z.int(),
      received: z.int(),
      outcomes: z.object({
        answered: z.int(),
        declined: z.int(),
        merged: z.int(),
        withdrawn: z.int(),
        carried: z.int(),
      }),
      answeredInForum: z.int(),
      votes: z.int(),
      chatLines: z.int(),
    }),
  ),
});
export type DialogueFigures = z.infer<typeof DialogueFigures>;

export const dialogues = {
  listDialogues: operation({
    http: "GET /dialogues",
    access: "anyone",
    input: Nothing,
    output: z.object({ open: z.array(DialogueRow), planned: z.array(DialogueRow), past: z.array(DialogueRow) }),
  }),
  readDialogue: operation({
    http: "GET /dialogues/:slug",
    access: "anyone",
    input: z.strictObject({ slug: Slug }),
    output: z.object({
      row: DialogueRow,
      byKeyQuestion: z.array(z.object({ id: Id, posts: z.int(), people: z.int() })),
      languages: z.array(z.object({ language: z.string(), posts: z.int() })),
      people: z.array(PersonView),
      may: z.object({ edit: z.boolean() }),
    }),
  }),
  createDialogue: operation({ http: "POST /dialogues", access: "organiser", input: NewDialogue, output: DialogueView }),
  changeDialogue: operation({
    http: "PATCH /dialogues/:dialogueId",
    access: "organiser",
    /** `version`: the one that was edited; another one since then is refused with what stands (`moved-on`). Left out: whatever stands. */
    input: z.strictObject({ dialogueId: Id, changeId: NewId, version: z.int().optional(), ...written }),
    output: DialogueView,
  }),
  writeConclusions: operation({
    http: "POST /dialogues/:dialogueId/conclusions",
    access: "organiser",
    input: z.strictObject({ dialogueId: Id, changeId: NewId, language: Language, body: markdown(20_000) }),
    output: DialogueView,
  }),
  /** The concept notes as Markdown, for editing. */
  readDialogueSource: operation({
    http: "GET /dialogues/:dialogueId/source",
    access: "organiser",
    input: z.strictObject({ dialogueId: Id }),
    output: z.object({
      conceptNotes: z.array(z.object({ language: z.string(), body: z.string() })),
      conclusions: z.string(),
    }),
  }),
  readFigures: operation({
    http: "GET /dialogues/:dialogueId/figures",
    access: "organiser",
    input: z.strictObject({ dialogueId: Id }),
    output: DialogueFigures,
  }),
};

/** `dialogue:ID`, for whoever reads its section. */
export const dialogueStream = stream("dialogue", { dialogue: DialogueView, webinar: WebinarView });
