/** The live hour: 250 people come, ask, vote and chat; the panel answers; those who cannot stay leave. */
import { instantOf } from "../../server/features/dialogues/local-time.ts";
import { newId } from "../../shared/ids.ts";
import { contributors, guestNamed } from "./cast.ts";
import { insist, together } from "./insist.ts";
import { guest, type Someone } from "./people.ts";
import type { Playhouse } from "./playhouse.ts";
import * as screenplay from "./screenplay.ts";

const atOnce = 25;

/** Says what is going on; one line a step. */
export type Say = (line: string) => void;

/** 250 people come in, ten members among them. */
export async function fillRoom(
  server: Playhouse,
  scene: { organiser: Someone; people: Someone[]; webinarId: string; say: Say },
): Promise<Someone[]> {
  const { organiser, people, webinarId, say } = scene;
  await server.setClock(new Date(instantOf(screenplay.webinar.starts, screenplay.zone).getTime() - 10 * 60_000));
  const members = people.filter((_, index) => !contributors[index]?.moderator);
  const room: Someone[] = [...members];
  say(`${screenplay.attendees} people take their personal links`);
  await together(Array.from({ length: screenplay.attendees - members.length }), atOnce, async (_, index) => {
    room.push(await guest(server, organiser, webinarId, guestNamed(index)));
  });
  return room;
}

export async function liveHour(
  server: Playhouse,
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
      for (let entered = false; !entered && present.has(one); ) {
        entered = await one.client.ask("webinars.enterRoom", { webinarId }, 4000).then(
          () => true,
          () => false,
        );
        // A hundred who come back at once, and are told to wait, wait.
        if (!entered) await new Promise((resolve) => setTimeout(resolve, 200 + 400 * Math.random()));
      }
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
