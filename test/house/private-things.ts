/** A community in which something private stands wherever something can: each with a word of its own, and who may come across it. */

import { createGuest } from "../../server/features/members/index.ts";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { Mails } from "../../server/platform/mail/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import type { Someone, TestHouse } from "../support/house.ts";
import { change, eventually, inMinutes } from "../support/stage.ts";

/** Those who try to read everything. */
export const roles = [
  "visitor",
  "member",
  "guestElsewhere",
  "guest",
  "guestPanellist",
  "panellist",
  "banned",
  "suspended",
  "moderator",
  "host",
  "organiser",
] as const;
export type Role = (typeof roles)[number];

/** `found`: those who must come across it, so that the test is known to reach it. `may`: those who may beside. Nobody else. */
export interface Secret {
  what: string;
  /** The bytes that must not be there; where it is of several parts, none of them. */
  words: string[];
  found: Role[];
  may?: Role[];
  /** Operations that name people for another reason than this secret. */
  except?: RegExp;
}

/** Something that is not there for whoever may not read it, by the name under which operations ask for it. */
export interface Hidden {
  key: "threadId" | "postId" | "questionId" | "webinarId" | "sectionId" | "slug" | "dialogueId" | "chatLineId";
  id: string;
  readers: Role[];
}

export type People = Record<Role, Client> &
  Record<"ada" | "anna" | "anton" | "hanna" | "uma", Someone> & { gwen: Someone };

const staff: Role[] = ["moderator", "host", "organiser"];
const members: Role[] = ["member", "panellist", ...staff];
const desk: Role[] = ["host", "organiser"];

/** The ids of everything, by the name under which operations ask for it. */
export type Known = Record<string, Set<string>>;

export interface Places {
  sections: Record<"open" | "members" | "staff" | "closed", { id: string; slug: string }>;
  dialogue: { id: string; slug: string };
  /** Over: its questions are carried. */
  past: string;
  /** Goes on, for members alone. */
  present: string;
}

/** People and places, with nothing private in them yet. */
export async function foundHouse(house: TestHouse): Promise<{ people: People; places: Places; known: Known }> {
  const [organiser, host, moderator, member, panellist, banned, suspended] = await Promise.all([
    house.member("Olga Organiser", { role: "organiser" }),
    house.member("Horst Hostman", { role: "moderator" }),
    house.member("Moira Moderata", { role: "moderator" }),
    house.member("Mina Memberly"),
    house.member("Paula Panelmann"),
    house.member("Bela Bannister"),
    house.member("Susi Suspenda"),
  ]);
  const [ada, anna, anton, hanna, uma] = await Promise.all([
    house.member("Ada Authoria", { gender: "other" }),
    house.member("Anna Nonnamed"),
    house.member("Anton Halfnamed"),
    house.member("Hanna Heldova"),
    house.member("Uma Unapproved"),
  ]);
  const section = async (readers: "public" | "members" | "staff") => {
    const [id, slug] = [newId(), `s-${newId()}`];
    await organiser.call("forum.createSection", { id, slug, title: `Section ${readers}`, readers });
    return { id, slug };
  };
  const sections = {
    open: await section("public"),
    members: await section("members"),
    staff: await section("staff"),
    closed: await section("members"),
  };
  const webinar = async (sectionId: string, anonymity: "room" | "all") => {
    const webinarId = newId();
    await organiser.call("webinars.createWebinar", {
      id: webinarId,
      sectionId,
      title: "An hour of questions",
      timeZone: "UTC",
      starts: inMinutes(1),
      minutes: 60,
      preApproval: true,
      anonymity,
      panellistIds: [panellist.id],
      moderatorIds: [host.id],
    });
    return webinarId;
  };
  const past = await webinar(sections.open.id, "all");
  const present = await webinar(sections.members.id, "room");
  const dialogue = { id: newId(), slug: `d-${newId()}`, sectionId: newId() };
  await organiser.call("dialogues.createDialogue", {
    ...dialogue,
    title: "A dialogue",
    timeZone: "UTC",
    opens: inMinutes(-60),
    closes: inMinutes(60 * 24 * 20),
    conceptNotes: [{ language: "en", body: "To be." }],
  });
  await organiser.call("forum.changeSection", {
    sectionId: dialogue.sectionId,
    ...change(),
    title: "Inner circle",
    description: "",
    readers: "members",
    writers: "members",
  });

  const guest = async (name: string, webinarId: string, more: { panellist?: boolean; email?: string } = {}) => {
    const id = newId();
    await organiser.call("webinars.inviteGuest", { id, webinarId, name, ...more });
    return house.again({ id, name } as Someone);
  };
  const people = {
    visitor: house.visitor(),
    member,
    guestElsewhere: await house.guest("Gila Elsewhere", newId()),
    guest: await guest("Gita Guestova", past),
    guestPanellist: await guest("Gert Guestpanel", past, { panellist: true }),
    panellist,
    banned,
    suspended,
    moderator,
    host,
    organiser,
    ada,
    anna,
    anton,
    hanna,
    uma,
    gwen: await guest("Gwen Noname", past, { email: "gwen.secret@example.net" }),
  };
  const known: Known = {
    sectionId: new Set([...Object.values(sections).map(({ id }) => id), dialogue.sectionId]),
    slug: new Set([...Object.values(sections).map(({ slug }) => slug), dialogue.slug]),
    webinarId: new Set([past, present]),
    dialogueId: new Set([dialogue.id]),
    threadId: new Set(),
    postId: new Set(),
    questionId: new Set(),
    chatLineId: new Set(),
    mailId: new Set(),
    personId: new Set(Object.values(people).flatMap((one) => ("id" in one ? [(one as Someone).id] : []))),
  };
  return { people, places: { sections, dialogue, past, present }, known };
}

/** What was there and was taken away, before anybody of the roles looks. */
export async function takenAway({ people, places, known }: World): Promise<Secret[]> {
  const { ada, hanna, host, moderator } = people as People & Record<"host" | "moderator", Someone>;
  const sectionId = places.sections.open.id;
  // A role's own thread: its inbox tells of what is written there.
  const threadId = await openThread(
    people.member as Someone,
    sectionId,
    "A thread where things vanish",
    "The opening post.",
    known,
  );
  const hiddenId = await post(hanna, threadId, "VESTIGIAL-FIRST was its first text.", known);
  await settled();
  await moveClock(6 * 60_000);
  const version = 1;
  await hanna.call("forum.editPost", {
    postId: hiddenId,
    ...change(),
    version,
    body: "VESTIGIAL-HIDDEN is its second.",
  });
  const removedId = await post(hanna, threadId, "VESTIGIAL-REMOVED was here.", known);
  await settled();
  const { items } = await people.member.call("notifications.listNotifications", {});
  if (!items.some(({ excerpt }) => excerpt.includes("VESTIGIAL"))) throw new Error("nothing to take out of an inbox");
  await moderator.call("forum.hidePost", { postId: hiddenId, ...change(), reason: "VESTIGIAL-REASON" });
  await hanna.call("forum.removePost", { postId: removedId, ...change() });

  const webinarId = places.past;
  await host.call("webinars.openWebinar", { webinarId, ...change() });
  const line = { id: newId(), webinarId, text: "VESTIGIAL-LINE in the chat" };
  await ada.call("webinars.sendChatLine", line);
  await host.call("webinars.removeChatLine", { chatLineId: line.id, ...change(), reason: "Off." });
  known["chatLineId"]?.add(line.id);
  await settled();
  return [
    { what: "the text of a hidden post", words: ["VESTIGIAL-HIDDEN"], found: staff },
    { what: "the former text of a hidden post", words: ["VESTIGIAL-FIRST"], found: staff },
    { what: "the text of a removed post", words: ["VESTIGIAL-REMOVED"], found: [] },
    { what: "why a post was hidden", words: ["VESTIGIAL-REASON"], found: staff },
    { what: "a chat line that was removed", words: ["VESTIGIAL-LINE"], found: staff },
  ];
}

/** What is private from its beginning: written while the roles watch whatever they are let watch. */
export async function writtenNow({
  people,
  places,
  known,
  house,
}: World): Promise<{ secrets: Secret[]; hidden: Hidden[] }> {
  const { ada, anna, anton, hanna, uma, gwen, host, organiser, panellist, guest, guestPanellist } = people as People &
    Record<"host" | "organiser" | "panellist" | "guest" | "guestPanellist", Someone>;
  const { sections, past, present } = places;

  const membersThread = await openThread(
    ada,
    sections.members.id,
    "RESERVED-MEMBERS title",
    "RESERVED-MEMBERS body",
    known,
  );
  const membersPost = await post(hanna, membersThread, "RESERVED-MEMBERS reply", known);
  const staffThread = await openThread(
    organiser,
    sections.staff.id,
    "RESERVED-STAFF title",
    "RESERVED-STAFF body",
    known,
  );
  // Ada's own thread, which the staff then keeps for itself.
  const closedThread = {
    id: newId(),
    postId: newId(),
    sectionId: sections.closed.id,
    title: "Ada's own",
    body: "Hers.",
  };
  await ada.call("forum.createThread", closedThread);
  known["threadId"]?.add(closedThread.id);
  const closed = { sectionId: sections.closed.id, description: "", readers: "staff", writers: "staff" };
  await organiser.call("forum.changeSection", { ...closed, ...change(), title: "Section closed" });
  // Whoever watched is out within a second.
  await delay(1200);
  await organiser.call("forum.changeSection", { ...closed, ...change(), title: "RESERVED-CLOSED section" });
  const closedPost = await post(host, closedThread.id, "RESERVED-CLOSED reply", known);
  await ada.call("forum.saveDraft", {
    place: `thread:${membersThread}`,
    body: "RESERVED-DRAFT",
    title: "RESERVED-DRAFT",
  });
  await organiser.call("dialogues.writeConclusions", {
    dialogueId: places.dialogue.id,
    ...change(),
    language: "en",
    body: "RESERVED-DIALOGUE",
  });

  const question = async (by: Someone, webinarId: string, text: string, anonymous = false) => {
    const { id } = await by.call("webinars.askQuestion", { id: newId(), webinarId, text, anonymous });
    known["questionId"]?.add(id);
    return id;
  };
  const version = async (id: string) => (await host.call("webinars.readQuestion", { questionId: id })).question.version;
  const approve = async (id: string) =>
    host.call("webinars.approve", { questionId: id, ...change(), version: await version(id) });

  // The hour that ends: one without a name to anybody, one of a guest, one held, one declined, one answered privately.
  for (const one of [anna, gwen, guest]) await one.call("webinars.enterRoom", { webinarId: past });
  const annas = await question(anna, past, "Who may speak without a name?", true);
  const gwens = await question(gwen, past, "And may a guest?", true);
  const held = await question(hanna, past, "RESERVED-HELD question");
  const declined = await question(uma, past, "RESERVED-DECLINED question");
  const answered = await question(ada, past, "A question with an answer for her alone");
  for (const id of [annas, gwens, answered]) await approve(id);
  for (const panellistId of [guestPanellist.id, panellist.id])
    await host.call("webinars.assign", { questionId: held, ...change(), version: await version(held), panellistId });
  await host.call("webinars.decline", {
    questionId: declined,
    ...change(),
    version: await version(declined),
    reason: "RESERVED-WHY",
  });
  await panellist.call("webinars.answerInWriting", {
    questionId: answered,
    ...change(),
    body: "RESERVED-ANSWER",
    toAskerOnly: true,
  });
  await host.call("webinars.closeWebinar", { webinarId: past, ...change() });
  await settled();
  await moveClock(10_100);
  await eventually(async () => {
    await runDueJobs();
    const { webinar } = await host.call("webinars.readWebinar", { webinarId: past });
    return webinar.state === "closed" || undefined;
  });
  await settled();
  const threadOf = (id: string) => `${id.slice(0, 14)}8${id.slice(15)}`;
  for (const id of [annas, gwens, held, answered]) known["threadId"]?.add(threadOf(id));

  // Their threads: the askers reply, are answered, reacted to, and decided on.
  const annasPost = await post(anna, threadOf(annas), "As she who asked.", known, { asAsker: true });
  await post(ada, threadOf(annas), "To whoever asked.", known, { replyTo: annasPost });
  const annasHidden = await post(anna, threadOf(annas), "Once more as she who asked.", known, { asAsker: true });
  await (people.moderator as Someone).call("forum.hidePost", { postId: annasHidden, ...change(), reason: "Twice." });
  // A guest can write and react here for one reason alone: so it is done without the name, whatever was ticked.
  const gwensPost = await post(gwen, threadOf(gwens), "Thank you for taking it.", known);
  const panelPost = await post(panellist, threadOf(gwens), "A reply by the panel.", known);
  await gwen.outcome("forum.react", { postId: panelPost, ...change(), reaction: "heart", on: true });
  await post(ada, threadOf(gwens), "Well asked.", known, { replyTo: gwensPost });

  // The hour that goes on.
  await host.call("webinars.openWebinar", { webinarId: present, ...change() });
  const antons = await question(anton, present, "RESERVED-PRESENT: who may speak half named?", true);
  await approve(antons);
  const unapproved = await question(uma, present, "RESERVED-UNAPPROVED question");
  await host.call("webinars.assign", {
    questionId: unapproved,
    ...change(),
    version: await version(unapproved),
    panellistId: panellist.id,
  });
  await ada.call("webinars.sendChatLine", { id: newId(), webinarId: present, text: "RESERVED-PRESENT line" });

  // Mails: what signs somebody in, a guest's link.
  await ada.http("sessions.requestLink", { email: `${ada.id}@example.org` });
  const guestId = newId();
  await createGuest(system, { ...invited, id: guestId, webinarId: present });
  const invitation = { id: newId(), webinarId: present, name: "Gabi Invited", email: "gabi.secret@example.net" };
  const { link } = await organiser.call("webinars.inviteGuest", invitation);
  await settled();
  const mails = await eventually(async () => {
    const found = await Mails.find().lean();
    return found.some(({ text }) => text.includes("/sign-in/link?token=")) ? found : undefined;
  });
  for (const { _id } of mails) known["mailId"]?.add(_id);
  const tokens = mails.flatMap(({ text }) =>
    Array.from(text.matchAll(/token=([\w-]+)/g), ([, token]) => token as string),
  );
  await house.member("Nadia Newcomer");
  await settled();

  const personal = /listGuests|guests$/;
  const named = /listMembers|suggestMembers|readAttendance|listGuests|page .*(members|guests)$/;
  return {
    secrets: [
      { what: "what stands in a members' section", words: ["RESERVED-MEMBERS"], found: members },
      { what: "what stands in the staff's section", words: ["RESERVED-STAFF"], found: staff },
      { what: "what the staff keeps for itself since", words: ["RESERVED-CLOSED"], found: staff },
      { what: "a draft", words: ["RESERVED-DRAFT"], found: [] },
      { what: "a dialogue of members", words: ["RESERVED-DIALOGUE"], found: members },
      { what: "a question carried unapproved", words: ["RESERVED-HELD"], found: staff },
      { what: "a declined question", words: ["RESERVED-DECLINED"], found: staff },
      { what: "why a question was declined", words: ["RESERVED-WHY"], found: staff },
      { what: "a private answer", words: ["RESERVED-ANSWER"], found: ["panellist", ...desk] },
      { what: "who asked without a name", words: [anna.id, "Anna Nonnamed"], found: [], except: named },
      { what: "which guest asked without a name", words: [gwen.id, "Gwen Noname"], found: [], except: named },
      {
        what: "who asked, where the moderators may know",
        words: [anton.id, "Anton Halfnamed"],
        found: desk,
        except: named,
      },
      { what: "an hour among members", words: ["RESERVED-PRESENT"], found: members },
      { what: "an unapproved question", words: ["RESERVED-UNAPPROVED"], found: desk },
      { what: "addresses", words: ["@example.org"], found: ["organiser"], except: /readMe|"me"/ },
      { what: "a guest's address", words: ["gwen.secret", "gabi.secret"], found: [] },
      { what: "a gender", words: ['"gender":"other"'], found: ["organiser"] },
      { what: "a personal link", words: [link.split("token=")[1] as string], found: ["organiser"] },
      { what: "a mailed token", words: tokens, found: [], except: personal },
    ],
    hidden: [
      { key: "threadId", id: membersThread, readers: members },
      { key: "threadId", id: staffThread, readers: staff },
      { key: "threadId", id: closedThread.id, readers: staff },
      { key: "threadId", id: threadOf(held), readers: staff },
      { key: "postId", id: membersPost, readers: members },
      { key: "postId", id: closedPost, readers: staff },
      { key: "sectionId", id: sections.staff.id, readers: staff },
      { key: "sectionId", id: sections.members.id, readers: members },
      { key: "slug", id: sections.staff.slug, readers: staff },
      { key: "slug", id: places.dialogue.slug, readers: members },
      { key: "webinarId", id: present, readers: members },
      { key: "questionId", id: unapproved, readers: desk },
      { key: "questionId", id: held, readers: staff },
      { key: "questionId", id: declined, readers: staff },
      { key: "questionId", id: antons, readers: members },
    ],
  };
}

export interface World {
  house: TestHouse;
  people: People;
  places: Places;
  known: Known;
}

const invited = {
  name: "Gus Invited",
  email: null,
  country: null,
  organisation: "",
  language: "en",
  panellist: false,
};

async function openThread(by: Someone, sectionId: string, title: string, body: string, known: Known): Promise<string> {
  const [id, postId] = [newId(), newId()];
  await by.call("forum.createThread", { id, postId, sectionId, title, body });
  known["threadId"]?.add(id);
  known["postId"]?.add(postId);
  return id;
}

async function post(
  by: Someone,
  threadId: string,
  body: string,
  known: Known,
  more: { replyTo?: string; asAsker?: boolean } = {},
): Promise<string> {
  const id = newId();
  await by.call("forum.createPost", { id, threadId, body, ...more });
  known["postId"]?.add(id);
  return id;
}

const delay = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
