/** Votes: one a person and question, told as a tally, none for whoever may not. */
import { expect, test } from "@jest/globals";
import { Votes } from "../../server/features/webinars/votes/vote.model.ts";
import { newId } from "../../shared/ids.ts";
import { change, eventually } from "../support/stage.ts";
import { ask, setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

test("a vote is one a person, is told in the tally, and can be taken back", async () => {
  const { webinarId, ada, ben, cleo, salma } = await stage.hour();
  const { id: questionId } = await ask(ada, webinarId, "How many?");
  const socket = await salma.connect();
  await salma.watch(`webinar:${webinarId}:panel`);
  const tallies: { webinarId: string; tally: Record<string, number> }[] = [];
  socket.on("tally", (tally) => tallies.push(tally));

  const vote = { questionId, on: true };
  expect(await ben.call("webinars.vote", vote)).toEqual({ questionId, on: true, votes: 1 });
  expect(await ben.http("webinars.vote", vote)).toEqual({ questionId, on: true, votes: 1 });
  expect(await cleo.call("webinars.vote", vote)).toEqual({ questionId, on: true, votes: 2 });
  await eventually(async () => tallies.find(({ tally }) => tally[questionId] === 2));
  expect(await cleo.call("webinars.vote", { questionId, on: false })).toEqual({ questionId, on: false, votes: 1 });
  expect(await cleo.call("webinars.vote", { questionId, on: false })).toEqual({ questionId, on: false, votes: 1 });
  await eventually(async () => tallies.at(-1)?.tally[questionId] === 1 || undefined);

  const room = await ben.call("webinars.readRoom", { webinarId });
  expect(room.tally).toEqual({ [questionId]: 1 });
  expect(room.myVotes).toEqual([questionId]);
  expect((await ada.call("webinars.readRoom", { webinarId })).myVotes).toEqual([]);
});

test("a hundred votes of one person at once count once", async () => {
  const { webinarId, ada, ben } = await stage.hour();
  const { id: questionId } = await ask(ada, webinarId, "Once?");
  const again = await stage.house.again(ben);
  await Promise.all([ben.connect(), again.connect()]);
  await Promise.all(
    Array.from({ length: 100 }, (_, at) => (at % 2 ? ben : again).call("webinars.vote", { questionId, on: true })),
  );
  expect(await Votes.countDocuments({ questionId })).toBe(1);
});

test("many votes reach each client as four updates a second at most", async () => {
  const { webinarId, ada, ben, cleo, salma, ingrid, organiser } = await stage.hour();
  const questions = await Promise.all(Array.from({ length: 12 }, (_, at) => ask(ada, webinarId, `Question ${at}?`)));
  const socket = await organiser.connect();
  await organiser.watch(`webinar:${webinarId}:room`);
  const heard: number[] = [];
  const tally: Record<string, number> = {};
  socket.on("tally", (told: { webinarId: string; tally: Record<string, number> }) => {
    if (told.webinarId !== webinarId) return;
    heard.push(performance.now());
    Object.assign(tally, told.tally);
  });
  const began = performance.now();
  for (const { id: questionId } of questions)
    await Promise.all([ben, cleo, salma, ingrid].map((one) => one.call("webinars.vote", { questionId, on: true })));
  await eventually(async () => questions.every(({ id }) => tally[id] === 4) || undefined);
  expect(heard.length).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - began) / 250));
});

test("who may not vote: the asker, visitors, others' guests; nor for what is not in the queue, nor while the hour is paused or over", async () => {
  const { webinarId, ada, ben, moderator } = await stage.hour();
  const other = await stage.hour();
  const { id: questionId, version } = await ask(ada, webinarId, "Mine?", { anonymous: true });
  const vote = { questionId, on: true };
  expect(await ada.outcome("webinars.vote", vote)).toBe("own-question");
  expect(await stage.house.visitor().outcome("webinars.vote", vote)).toBe("sign-in-first");
  expect(await (await stage.house.guest("Otto Other", other.webinarId)).outcome("webinars.vote", vote)).toBe(
    "not-allowed",
  );
  expect(await ben.outcome("webinars.vote", { questionId: newId(), on: true })).toBe("not-found");
  expect(await ben.outcome("webinars.vote", { questionId: { $ne: null }, on: true } as never)).toBe("bad-input");
  await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: true });
  expect(await ben.outcome("webinars.vote", vote)).toBe("questions-not-open");
  await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: false });
  expect(await ben.outcome("webinars.vote", vote)).toBe("ok");
  await moderator.call("webinars.decline", { questionId, version, ...change(), reason: "Again" });
  expect(await ben.outcome("webinars.vote", vote)).toBe("not-found");
  const next = await ask(ada, webinarId, "Next?");
  await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
  expect(await ben.outcome("webinars.vote", { questionId: next.id, on: true })).toBe("webinar-closed");
});
