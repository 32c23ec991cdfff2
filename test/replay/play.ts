/** Plays the dialogue through the server's doors, every person on a connection of her or his own. */
import { instantOf } from "../../server/features/dialogues/local-time.ts";
import type { DialogueFigures } from "../../shared/contracts/dialogues.ts";
import { derivedId, newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { contributors, guestNamed, panellists } from "./cast.ts";
import { insist, together } from "./insist.ts";
import * as screenplay from "./screenplay.ts";
import type { ReplayServer } from "./server.ts";

const passphrase = "a long enough passphrase for a replay";
const atOnce = 25;

interface Someone {
  client: Client;
  id: string;
}
export interface Played {
  figures: DialogueFigures;
  panellists: number;
  /** received = answered + declined + merged + withdrawn + carried, as the server checked it at the close. */
  invariantHolds: boolean;
  carriedThreads: number;
}

/** Says what is going on; one line a step. */
export type Say = (line: string) => void;

export async function play(server: ReplayServer, say: Say): Promise<Played> {
  const at = (local: string) => server.setClock(instantOf(local, screenplay.zone));
  await server.setClock(screenplay.announcedOn);

  say("An admin by the one-time link, an organiser, eleven members, a panel of four");
  const admin = await firstAdmin(server);
  const organiser = await member(server, admin, {
    name: "Ottilie Brandvold",
    role: "organiser",
    gender: "woman",
    country: "NO",
    organisation: "Training Centre",
  });
  const people: Someone[] = [];
  for (const { name, gender, country, organisation, moderator } of contributors)
    people.push(
      await member(server, admin, { name, gender, country, organisation, role: moderator ? "moderator" : "member" }),
    );
  const moderator = people[contributors.findIndex((one) => one.moderator)] as Someone;

  say("The dialogue and its webinar are announced");
  const dialogueId = newId();
  const sectionId = newId();
  await insist(organiser.client, "dialogues.createDialogue", {
    id: dialogueId,
    sectionId,
    slug: "who-may-call-herself-a-trainer",
    number: 9,
    title: "Who may call herself a trainer? Standards for a young profession",
    timeZone: screenplay.zone,
    ...screenplay.dialogue,
    conceptNotes: [
      {
        language: "en",
        body: "Anyone can call herself a gender trainer. For three weeks we ask who should decide what that takes.",
      },
    ],
    keyQuestions: [{ id: newId(), texts: { en: "What does it mean to make training a profession?" } }],
  });
  const webinarId = newId();
  await insist(organiser.client, "webinars.createWebinar", {
    id: webinarId,
    dialogueId,
    title: "Standards, and who sets them",
    timeZone: screenplay.zone,
    ...screenplay.webinar,
    anonymity: "all",
    moderatorIds: [moderator.id],
  });
  const panel: Someone[] = [];
  for (const { name, country, organisation } of panellists)
    panel.push(await guest(organiser, webinarId, { name, country, organisation, panellist: true }));

  await at(screenplay.dialogue.opens);
  const threads = await write(server, {
    organiser,
    people,
    sectionId,
    until: screenplay.webinar.starts,
    threads: [],
    at,
  });

  const room = await fillRoom(server, { organiser, people, webinarId, say });
  await liveHour(server, { moderator, panel, room, webinarId, say });
  await write(server, { organiser, people, sectionId, until: screenplay.dialogue.closes, threads, at });
  const carriedThreads = await answerInForum({ panel, moderator, webinarId, say });

  await at(screenplay.dialogue.closes);
  say("The dialogue closes; its figures are read");
  const figures = await insist(organiser.client, "dialogues.readFigures", { dialogueId });
  const { webinar } = await insist(organiser.client, "webinars.readWebinar", { webinarId });
  for (const one of [admin, organiser, ...people, ...panel, ...room]) one.client.close();
  return {
    figures,
    panellists: webinar.panellists.length,
    invariantHolds: webinar.outcomes?.holds ?? false,
    carriedThreads,
  };
}

async function firstAdmin(server: ReplayServer): Promise<Someone> {
  const client = new Client(server.url);
  const token = server.firstAdminLink.split("token=")[1] ?? "";
  const id = newId();
  await insist(
    client,
    "sessions.createFirstAdmin",
    { id, token, name: "Adaeze Winther", email: "admin@replay.example", password: passphrase },
    "http",
  );
  return { client, id };
}

type Role = "member" | "moderator" | "organiser";
/** A member made by the admin, signed in by the mailed link. */
async function member(
  server: ReplayServer,
  admin: Someone,
  who: { name: string; role: Role; gender: "woman" | "man"; country: string; organisation: string },
): Promise<Someone> {
  const id = newId();
  const email = `m${id.slice(-12)}@replay.example`;
  await insist(admin.client, "members.createMember", { id, email, ...who, language: "en", timeZone: screenplay.zone });
  const client = new Client(server.url);
  await insist(client, "sessions.useLink", { token: await mailedToken(admin, client, email) }, "http");
  return { client, id };
}

/** Where no mail server is configured, mails are shown to the admin. */
async function mailedToken(admin: Someone, client: Client, to: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { items } = await insist(admin.client, "settings.listMails", {});
    const mail = items.find((one) => one.to.includes(to));
    const { links } = mail ? await insist(admin.client, "settings.readMail", { mailId: mail.id }) : { links: [] };
    const token = links.find((link) => link.includes("token="))?.split("token=")[1];
    if (token) return token;
    // The server was killed while it sent the mail, and will try again in some minutes: who waits asks for another link.
    if (tries % 40 === 39) await insist(client, "sessions.requestLink", { email: to }, "http");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no link was mailed to ${to}`);
}

/** A guest by a personal link. */
async function guest(
  organiser: Someone,
  webinarId: string,
  who: { name: string; country: string; organisation?: string; panellist?: boolean },
): Promise<Someone> {
  const id = newId();
  const { link } = await insist(organiser.client, "webinars.inviteGuest", { id, webinarId, ...who });
  const client = new Client(organiser.client.url);
  await insist(client, "sessions.useJoinLink", { token: link.split("token=")[1] ?? "" }, "http");
  return { client, id };
}

/** The posts of the screenplay up to a moment, each at its own. */
async function write(
  _server: ReplayServer,
  scene: {
    organiser: Someone;
    people: Someone[];
    sectionId: string;
    until: string;
    threads: string[];
    at: (local: string) => Promise<void>;
  },
): Promise<string[]> {
  const { organiser, people, sectionId, until, threads, at } = scene;
  const first = threads.length === 0;
  if (first) {
    const welcome = newId();
    await insist(organiser.client, "forum.createThread", {
      id: welcome,
      postId: newId(),
      sectionId,
      title: "Welcome to the ninth dialogue",
      body: "Welcome. Say where you train and with whom, then take a question that you have an answer or a doubt about.",
      welcome: true,
    });
  }
  const due = screenplay.posts.filter(({ at: local }) =>
    first ? local < until : local >= screenplay.webinar.starts && local < until,
  );
  for (const [index, { by, at: local, thread }] of due.entries()) {
    await at(local);
    const author = people[by] as Someone;
    const words = `In our trainings we have seen this from another side (${local.slice(5, 10)}, ${index + 1}). What counts is who was in the room and who decided to stay.`;
    if (thread) {
      const id = newId();
      await insist(author.client, "forum.createThread", {
        id,
        postId: newId(),
        sectionId,
        title: `What we would not sign, ${local.slice(5, 10)}`,
        body: words,
      });
      threads.push(id);
    } else
      await insist(author.client, "forum.createPost", {
        id: newId(),
        threadId: threads[index % threads.length] as string,
        body: words,
      });
  }
  return threads;
}

/** 250 people come in, ten members among them. */
async function fillRoom(
  server: ReplayServer,
  scene: { organiser: Someone; people: Someone[]; webinarId: string; say: Say },
): Promise<Someone[]> {
  const { organiser, people, webinarId, say } = scene;
  await server.setClock(new Date(instantOf(screenplay.webinar.starts, screenplay.zone).getTime() - 10 * 60_000));
  const members = people.filter((_, index) => !contributors[index]?.moderator);
  const room: Someone[] = [...members];
  say(`${screenplay.attendees} people take their personal links`);
  await together(Array.from({ length: screenplay.attendees - members.length }), atOnce, async (_, index) => {
    room.push(await guest(organiser, webinarId, guestNamed(index)));
  });
  return room;
}

async function liveHour(
  server: ReplayServer,
  scene: { moderator: Someone; panel: Someone[]; room: Someone[]; webinarId: string; say: Say },
): Promise<void> {
  const { moderator, panel, room, webinarId, say } = scene;
  const starts = instantOf(screenplay.webinar.starts, screenplay.zone).getTime();
  const minute = (count: number) => server.setClock(new Date(starts + count * 60_000));
  const present = new Set<Someone>();

  await minute(0);
  const changing = () => ({ changeId: newId() });
  await insist(moderator.client, "webinars.openWebinar", { webinarId, ...changing() });
  say("The hour begins; everybody comes in");
  const enter = async (one: Someone) => {
    await insist(one.client, "webinars.enterRoom", { webinarId });
    if (present.has(one)) return;
    present.add(one);
    // Whoever's line broke comes back by itself, as the browser does.
    (await one.client.connect()).on("connect", async () => {
      // Whoever left meanwhile must not come in again by an old request.
      for (let entered = false; !entered && present.has(one); )
        entered = await one.client.ask("webinars.enterRoom", { webinarId }, 4000).then(
          () => true,
          () => false,
        );
    });
  };
  await together([moderator, ...panel, ...room], atOnce, enter);

  const { asked, askers, anonymous } = screenplay.questions;
  const asking = Array.from({ length: asked }, (_, index) => ({
    id: newId(),
    by: room[index % askers] as Someone,
    index,
  }));
  const voting = Array.from({ length: screenplay.votes }, (_, index) => {
    const question = asking[index % asked] as (typeof asking)[number];
    // Nobody votes for the own question, nor twice for the same: voters are counted up behind the askers.
    return { question, by: room[askers + Math.floor(index / asked) + 7 * (index % asked)] as Someone };
  });
  say(`${askers} people ask ${asked} questions, ${screenplay.votes} votes, ${screenplay.chatLines} lines of chat`);
  // Votes for what is answered in the hour come first; those for what stays open go on to its end.
  const isSettled = ({ question }: (typeof voting)[number]) => question.index < asked - screenplay.carried;
  const early = voting.filter(isSettled);
  const late = voting.filter((vote) => !isSettled(vote));
  let voted = 0;
  let chatted = 0;
  const live = async (upTo: number) => {
    const lateDue = Math.round((late.length * upTo) / 60);
    const votesDue = [...early.splice(0), ...late.slice(voted, lateDue)];
    voted = lateDue;
    await together(
      votesDue,
      atOnce,
      async ({ question, by }) =>
        void (await insist(by.client, "webinars.vote", { questionId: question.id, on: true })),
    );
    const linesDue = Array.from(
      { length: Math.round((screenplay.chatLines * upTo) / 60) - chatted },
      (_, index) => chatted + index,
    );
    chatted += linesDue.length;
    await together(linesDue, atOnce, async (line) => {
      const by = room[(line * 11) % screenplay.stayers] as Someone;
      await insist(by.client, "webinars.sendChatLine", {
        id: newId(),
        webinarId,
        text: `Good afternoon from here, line ${line + 1}.`,
      });
    });
  };
  for (const { id, by, index } of asking) {
    if (index % 6 === 0) await minute(1 + Math.floor(index / 6));
    await insist(by.client, "webinars.askQuestion", {
      id,
      webinarId,
      text: `Who pays for the quality that everybody asks of a trainer? (${index + 1})`,
      // Of people who ask only once: a question without a name counts as somebody of its own.
      anonymous: index < askers && index >= askers - anonymous,
    });
  }
  await answerInHour({ moderator, panel, asking, webinarId, minute, live, room, present, say });

  await minute(screenplay.webinar.minutes);
  await live(60);
  say("The host closes; ten seconds later the open questions are carried");
  const closing = await insist(moderator.client, "webinars.closeWebinar", { webinarId, ...changing() });
  const carryFrom = new Date(closing.carryFrom ?? starts + 61 * 60_000);
  await server.setClock(new Date(carryFrom.getTime() + 100));
  for (let tries = 0; ; tries++) {
    const { webinar } = await insist(moderator.client, "webinars.readWebinar", { webinarId });
    if (webinar.state === "closed") break;
    if (tries > 600) throw new Error(`the webinar is still ${webinar.state}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const one of present) {
    present.delete(one);
    await one.client.ask("webinars.leaveRoom", { webinarId }, 1000).catch(() => {});
  }
}

interface Asked {
  id: string;
  by: Someone;
  index: number;
}
/** What the panel and the moderator do within the hour; those who stay short leave meanwhile. */
async function answerInHour(scene: {
  moderator: Someone;
  panel: Someone[];
  asking: Asked[];
  webinarId: string;
  minute: (count: number) => Promise<void>;
  live: (upTo: number) => Promise<void>;
  room: Someone[];
  present: Set<Someone>;
  say: Say;
}): Promise<void> {
  const { moderator, panel, asking, webinarId, minute, live, room, present, say } = scene;
  const { aloud, written, toAskerOnly, declined, withdrawn } = screenplay.questions;
  const queue = [...asking];
  const version = async (questionId: string) =>
    (await insist(moderator.client, "webinars.readQuestion", { questionId })).question.version;
  const asSeen = async (questionId: string) => ({ questionId, changeId: newId(), version: await version(questionId) });
  const steps: (() => Promise<void>)[] = [];
  for (let index = 0; index < aloud; index++)
    steps.push(async () => {
      const { id } = queue.shift() as Asked;
      await insist(moderator.client, "webinars.assign", {
        ...(await asSeen(id)),
        panellistId: (panel[index % panel.length] as Someone).id,
      });
      await insist(moderator.client, "webinars.putOnAir", await asSeen(id));
      await insist(moderator.client, "webinars.answerAloud", await asSeen(id));
    });
  for (let index = 0; index < written; index++)
    steps.push(async () => {
      const { id } = queue.shift() as Asked;
      const by = panel[index % panel.length] as Someone;
      await insist(by.client, "webinars.claimAnswer", { questionId: id, changeId: newId(), on: true });
      await insist(by.client, "webinars.answerInWriting", {
        questionId: id,
        changeId: newId(),
        body: "We ask the group itself, a year later.",
        toAskerOnly: index < toAskerOnly,
      });
    });
  for (let index = 0; index < declined; index++)
    steps.push(async () => {
      const { id } = queue.shift() as Asked;
      await insist(moderator.client, "webinars.decline", {
        ...(await asSeen(id)),
        reason: "This was answered in the opening talk; see the recording.",
      });
    });
  for (let index = 0; index < withdrawn; index++)
    steps.push(async () => {
      const { id, by } = queue.shift() as Asked;
      await insist(by.client, "webinars.withdrawQuestion", { questionId: id, changeId: newId() });
    });
  say("The panel answers aloud and in writing; those who cannot stay leave");
  for (let passed = 8; passed < screenplay.webinar.minutes; passed++) {
    await minute(passed);
    await live(passed);
    if (passed % 2 === 0) await steps.shift()?.();
    const leaving = room.filter(
      (one, index) =>
        present.has(one) &&
        screenplay.minutesOf(index) < screenplay.webinar.minutes &&
        screenplay.minutesOf(index) <= passed,
    );
    await together(leaving, atOnce, async (one) => {
      present.delete(one);
      await insist(one.client, "webinars.leaveRoom", { webinarId });
      one.client.close();
    });
  }
  for (const step of steps) await step();
}

/** The panel goes on in the forum; each answer is marked as such. */
async function answerInForum(scene: {
  panel: Someone[];
  moderator: Someone;
  webinarId: string;
  say: Say;
}): Promise<number> {
  const { panel, moderator, webinarId, say } = scene;
  const { questions } = await insist(moderator.client, "webinars.readRoom", { webinarId, desk: "desk" });
  const carried = questions.filter(({ state }) => state === "carried");
  say(`${carried.length} questions stand in the forum; the panel answers ${screenplay.answeredInForum} of them there`);
  let threads = 0;
  for (const { id, threadId } of carried) {
    if (threadId !== derivedId(id)) throw new Error(`question ${id} was carried to ${threadId}`);
    await insist(moderator.client, "forum.readThread", { threadId });
    threads++;
  }
  for (const [index, { threadId }] of carried.slice(0, screenplay.answeredInForum).entries()) {
    const by = panel[index % panel.length] as Someone;
    const id = newId();
    await insist(by.client, "forum.createPost", {
      id,
      threadId: threadId as string,
      body: "There was no time for this on Thursday, so here is what we do.",
    });
    await insist(by.client, "forum.markAnswer", { postId: id, changeId: newId(), on: true });
  }
  // The question learns of its answer a moment after the thread does.
  for (const { id } of carried.slice(0, screenplay.answeredInForum)) {
    const isAnswered = async () =>
      (await insist(moderator.client, "webinars.readQuestion", { questionId: id })).question.answeredInForum;
    for (let tries = 0; !(await isAnswered()); tries++) {
      if (tries > 200) throw new Error(`question ${id} never learned that it was answered`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return threads;
}
