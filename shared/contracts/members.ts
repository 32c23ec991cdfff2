/** Members: who they are, what they may, how others see them. */
import { z } from "zod";
import { operation, stream } from "../operation.ts";
import {
  Country,
  Cursor,
  Email,
  Gender,
  Id,
  Language,
  line,
  Moment,
  NewId,
  Nothing,
  PersonView,
  pageOf,
  Role,
  TimeZone,
} from "./common.ts";
import { MyPostView } from "./forum.ts";
import { NotificationView } from "./notifications.ts";
import { MyQuestionView } from "./webinars.ts";

/** Light or dark, or whatever the reader's machine says. */
export const Theme = z.enum(["system", "light", "dark"]);
/** Only who is `active` signs in; of who `left` the posts stay, by a former member. */
export const MemberState = z.enum(["active", "suspended", "banned", "left"]);

/** What a member says of himself or herself. Gender and country are given by consent and shown as `seenBy` says. */
const profile = {
  name: line(80, 2),
  organisation: line(120, 0).default(""),
  country: Country.nullable().default(null),
  gender: Gender.default("unsaid"),
  language: Language.default("en"),
  timeZone: TimeZone.default("UTC"),
};

/** A member as an organiser makes one; an invitation is mailed. */
export const NewMember = z.strictObject({ id: NewId, email: Email, role: Role.default("member"), ...profile });
export type NewMember = z.output<typeof NewMember>;

/** A member as admins and organisers see one. */
export const MemberView = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  state: MemberState,
  organisation: z.string(),
  country: z.string().nullable(),
  gender: Gender,
  language: z.string(),
  timeZone: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment.nullable(),
  version: z.int(),
});
export type MemberView = z.infer<typeof MemberView>;

/** Oneself: what every page needs to know of its reader. `person` is null for a visitor. */
export const MeView = z.object({
  person: PersonView.nullable(),
  email: z.string().nullable(),
  gender: Gender.nullable(),
  language: z.string(),
  timeZone: z.string(),
  theme: Theme,
  unread: z.int(),
  hasPassword: z.boolean(),
  /** For a guest: the one webinar that the personal link opens. */
  webinarId: Id.nullable(),
  version: z.int(),
});
export type MeView = z.infer<typeof MeView>;

export const members = {
  readMe: operation({ http: "GET /me", access: "anyone", input: Nothing, output: MeView }),
  changeMyProfile: operation({
    http: "PATCH /me",
    access: "member",
    input: z.strictObject({
      changeId: NewId,
      ...profile,
      theme: Theme.default("system"),
    }),
    output: MeView,
  }),
  createMember: operation({ http: "POST /members", access: "organiser", input: NewMember, output: MemberView }),
  listMembers: operation({
    http: "GET /members",
    access: "organiser",
    input: z.strictObject({ cursor: Cursor.optional(), search: z.string().trim().max(100).optional() }),
    output: pageOf(MemberView),
  }),
  changeRole: operation({
    http: "POST /members/:memberId/role",
    access: "organiser",
    input: z.strictObject({ memberId: Id, changeId: NewId, role: Role }),
    output: MemberView,
  }),
  changeState: operation({
    http: "POST /members/:memberId/state",
    access: "moderator",
    input: z.strictObject({
      memberId: Id,
      changeId: NewId,
      state: z.enum(["active", "suspended", "banned"]),
      reason: line(400, 0).default(""),
    }),
    output: z.object({ id: Id, state: MemberState, version: z.int() }),
  }),
  /** Mails the member a new link to sign in. */
  sendSignInLink: operation({
    http: "POST /members/:memberId/link",
    access: "organiser",
    input: z.strictObject({ memberId: Id }),
    output: z.object({ sent: z.literal(true) }),
  }),
  /** Names for a mention while one types `@`; the eight best. */
  suggestMembers: operation({
    http: "GET /members/suggest",
    access: "signed-in",
    input: z.strictObject({ search: z.string().trim().min(1).max(60) }),
    output: z.object({ people: z.array(PersonView) }),
  }),
};

/** What only this person sees: own unread count, notifications, and what lies over a shared view. */
export const personStream = stream("person", {
  me: MeView,
  notification: NotificationView,
  myQuestion: MyQuestionView,
  myPost: MyPostView,
});
