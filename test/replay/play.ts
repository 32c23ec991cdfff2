/** Plays the dialogue through the server's doors, every person on a connection of her or his own. */
import { instantOf } from "../../server/features/dialogues/local-time.ts";
import type { DialogueFigures } from "../../shared/contracts/dialogues.ts";
import { derivedId, newId } from "../../shared/ids.ts";
import { contributors, panellists } from "./cast.ts";
import { fillRoom, liveHour, type Say } from "./hour.ts";
import { insist } from "./insist.ts";
import { firstAdmin, guest, member, type Someone } from "./people.ts";
import type { Playhouse } from "./playhouse.ts";
import * as screenplay from "./screenplay.ts";

export interface Played {
  figures: DialogueFigures;
  panellists: number;
  /** received = answered + declined + merged + withdrawn + carried, as the server checked it at the close. */
  invariantHolds: boolean;
  carriedThreads: number;
}

export async function play(server: Playhouse, say: Say): Promise<Played> {
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
    panel.push(await guest(server, organiser, webinarId, { name, country, organisation, panellist: true }));

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

/** The posts of the screenplay up to a moment, each at its own. */
async function write(
  _server: Playhouse,
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
