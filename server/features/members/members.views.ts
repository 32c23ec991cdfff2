/** Members and guests as they are shown. */
import type { PersonView } from "../../../shared/contracts/common.ts";
import { type MemberView, MeView } from "../../../shared/contracts/members.ts";
import { Kept } from "../../platform/kept.ts";
import { keepView } from "../../platform/operations/kept-views.ts";
import type { Guest as GuestPerson, Member as MemberPerson, Person } from "../../platform/person.ts";
import type { Guest } from "./guests/guest.model.ts";
import { unreadOf } from "./me/unread.hook.ts";
import type { Member } from "./member.model.ts";

export const isGuest = (document: Member | Guest): document is Guest => "webinarId" in document;

/** How others see a member or guest. Who left is nobody in particular. */
export function viewPerson(document: Member | Guest): PersonView {
  const { _id: id, name, country } = document;
  const organisation = document.organisation || null;
  if (isGuest(document)) return { id, kind: "guest", name, role: null, organisation, country };
  if (document.state === "left") return formerView;
  return { id, kind: "member", name, role: document.role, organisation, country };
}

/** Whoever is not there any more; the interface says "former member". */
export const formerView: PersonView = {
  id: null,
  kind: "former",
  name: "",
  role: null,
  organisation: null,
  country: null,
};
export const systemView: PersonView = {
  id: null,
  kind: "system",
  name: "",
  role: null,
  organisation: null,
  country: null,
};
export const anonymousView: PersonView = {
  id: null,
  kind: "anonymous",
  name: "",
  role: null,
  organisation: null,
  country: null,
};

/** A member in the eyes of organisers and admins. */
export const viewMember = (member: Member): MemberView => ({
  id: member._id,
  name: member.name,
  email: member.email,
  role: member.role,
  state: member.state,
  organisation: member.organisation,
  country: member.country,
  gender: member.gender,
  language: member.language,
  timeZone: member.timeZone,
  createdAt: member.createdAt.toISOString(),
  lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
  version: member.version,
});

/** Oneself, with the unread count of this moment. */
export const viewMe = async (document: Member | Guest): Promise<MeView> => ({
  person: viewPerson(document),
  email: document.email,
  gender: isGuest(document) ? null : document.gender,
  language: document.language,
  timeZone: document.timeZone,
  theme: document.theme,
  unread: await unreadOf(document._id),
  hasPassword: !isGuest(document) && document.passwordHash !== null,
  webinarId: isGuest(document) ? document.webinarId : null,
  version: document.version,
});

/** A visitor is nobody in particular: there are as many as the interface speaks languages. */
const visitors = new Kept<string, MeView>({ most: 100 });

export function viewVisitor({ language, timeZone }: Person): MeView {
  const key = `${language} ${timeZone}`;
  const known = visitors.get(key);
  if (known) return known;
  const view = keepView(MeView, {
    person: null,
    email: null,
    gender: null,
    language,
    timeZone,
    theme: "system",
    unread: 0,
    hasPassword: false,
    webinarId: null,
    version: 0,
  });
  visitors.set(key, view);
  return view;
}

/** Who acts, out of what is stored; `sessionId` where by way of a session. */
export function personOf(document: Member | Guest, sessionId: string | null = null): MemberPerson | GuestPerson {
  const { _id: id, name, language, timeZone } = document;
  if (isGuest(document))
    return { kind: "guest", id, name, language, timeZone, sessionId, webinarId: document.webinarId };
  return { kind: "member", id, name, language, timeZone, sessionId, role: document.role };
}
