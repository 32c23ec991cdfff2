/** Dialogues: announced, opened and closed by themselves, changed, concluded, and counted. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { closing } from "../../server/features/dialogues/dialogue.jobs.ts";
import { type Dialogue, Dialogues } from "../../server/features/dialogues/dialogue.model.ts";
import { Sections } from "../../server/features/forum/sections/section.model.ts";
import { moveClock, nowMs } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { Jobs } from "../../server/platform/jobs/job.model.ts";
import { follow } from "../../server/platform/outbox/follow.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import type { Question, Reply } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let olga: Someone;
let ben: Someone;
let mona: Someone;
let visitor: Client;
const day = 86_400_000;
let count = 0;

const localTime = (days: number) => new Date(nowMs() + days * day).toISOString().slice(0, 16);
/** A dialogue in UTC, from `from` to `to` days from now. */
function written(from: number, to: number, more: Partial<Question<"dialogues.createDialogue">> = {}) {
  return {
    id: newId(),
    sectionId: newId(),
    slug: `dialogue-${++count}`,
    title: "How do we know?",
    timeZone: "UTC",
    opens: localTime(from),
    closes: localTime(to),
    conceptNotes: [
      { language: "en", body: "We ask **why**." },
      { language: "ar", body: "نسأل *لماذا*." },
    ],
    keyQuestions: [{ id: newId(), texts: { en: "What changed?", ar: "ما الذي تغيّر؟" } }],
    ...more,
  };
}
const outcome = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "ok",
    (thrown: { code: string }) => thrown.code,
  );
const reopen = <T extends Reply<"dialogues.createDialogue">>({
  id,
  title,
  timeZone,
  opens,
  closes,
  keyQuestions,
  number,
}: T) => ({
  dialogueId: id,
  changeId: newId(),
  title,
  number,
  timeZone,
  opens,
  closes,
  conceptNotes: [{ language: "en", body: "We ask again." }],
  keyQuestions,
});

beforeAll(async () => {
  house = await startTestHouse();
  olga = await house.member("Olga Organiser", { role: "organiser" });
  ben = await house.member("Ben Member", { gender: "man", country: "GH" });
  mona = await house.member("Mona Moderator", { role: "moderator" });
  visitor = house.visitor();
});
afterAll(() => house.stop());

test("an organiser announces a dialogue, and everybody sees it with its countdown, its notes and its section", async () => {
  const input = written(5, 26);
  const made = await olga.call("dialogues.createDialogue", input);
  expect(made).toMatchObject({
    state: "planned",
    slug: input.slug,
    opens: input.opens,
    section: { id: input.sectionId, slug: input.slug },
  });
  expect(made.opensAt).toBe(`${input.opens}:00.000Z`);
  expect(made.conceptNotes.map(({ html }) => html)).toEqual([
    "<p>We ask <strong>why</strong>.</p>",
    "<p>نسأل <em>لماذا</em>.</p>",
  ]);
  expect(made.facilitator).toMatchObject({ id: olga.id, name: "Olga Organiser" });

  const { row, may, people } = await visitor.http("dialogues.readDialogue", { slug: input.slug });
  expect(row).toMatchObject({ dialogue: made, posts: 0, people: 0, countries: 0, days: [], webinars: [] });
  expect([may.edit, people]).toEqual([false, []]);
  const { planned } = await visitor.http("dialogues.listDialogues", {});
  expect(planned.map(({ dialogue }) => dialogue.id)).toContain(made.id);
  const { sections } = await visitor.http("forum.listSections", {});
  expect(sections.find(({ id }) => id === input.sectionId)).toMatchObject({
    slug: input.slug,
    dialogue: { slug: input.slug },
  });
});

test("the same announcement sent again is the same dialogue; another under its address is refused", async () => {
  const input = written(5, 26);
  const answers = await Promise.all(Array.from({ length: 5 }, () => olga.call("dialogues.createDialogue", input)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await outcome(olga.call("dialogues.createDialogue", { ...input, title: "Another title" }))).toBe(
    "already-sent",
  );
  expect(await outcome(olga.call("dialogues.createDialogue", { ...written(5, 26), slug: input.slug }))).toBe(
    "name-taken",
  );
  const two = [written(5, 26, { slug: "at-once" }), written(5, 26, { slug: "at-once" })];
  const both = await Promise.all(two.map((each) => outcome(olga.call("dialogues.createDialogue", each))));
  expect(both.sort()).toEqual(["name-taken", "ok"]);
});

test("it opens and closes by itself: who watches is told, and posts enter only in between", async () => {
  const made = await olga.call("dialogues.createDialogue", written(1, 3));
  const thread = { sectionId: made.section.id, title: "Too early?", body: "I could not wait." };
  expect(await outcome(ben.call("forum.createThread", { id: newId(), postId: newId(), ...thread }))).toBe(
    "section-closed",
  );
  await ben.watch(`dialogue:${made.id}`);
  await settled();

  const opened = ben.told((told) => told.kind === "dialogue" && told.view?.["state"] === "open");
  await moveClock(day + 60_000);
  await runDueJobs();
  expect(await opened).toMatchObject({ id: made.id, stream: `dialogue:${made.id}` });
  await ben.call("forum.createThread", {
    id: newId(),
    postId: newId(),
    ...thread,
    keyQuestionId: made.keyQuestions[0]?.id ?? null,
  });

  // The clock decides, whether or not a job has run.
  await moveClock(2 * day);
  expect(await outcome(ben.call("forum.createThread", { id: newId(), postId: newId(), ...thread }))).toBe(
    "section-closed",
  );
  const { row, byKeyQuestion, languages, people } = await ben.call("dialogues.readDialogue", { slug: made.slug });
  expect(row).toMatchObject({ dialogue: { state: "closed" }, posts: 1, people: 1, countries: 1 });
  expect(row.days.map(({ posts }) => posts).reduce((sum, posts) => sum + posts, 0)).toBe(1);
  expect(byKeyQuestion).toEqual([{ id: made.keyQuestions[0]?.id, posts: 1, people: 1 }]);
  expect(languages).toEqual([{ language: "en", posts: 1 }]);
  expect(people).toMatchObject([{ id: ben.id }]);
  const closed = ben.told((told) => told.kind === "dialogue" && told.view?.["state"] === "closed");
  await runDueJobs();
  await closed;
});

test("new times move its opening, its closing and its section", async () => {
  const made = await olga.call("dialogues.createDialogue", written(1, 3));
  const moved = { ...reopen(made), opens: localTime(10), closes: localTime(20), timeZone: "UTC", title: "Later, then" };
  const changed = await olga.call("dialogues.changeDialogue", moved);
  expect(changed).toMatchObject({
    title: "Later, then",
    opens: moved.opens,
    state: "planned",
    conceptNotes: [{ html: "<p>We ask again.</p>" }],
  });
  expect(await olga.call("dialogues.changeDialogue", moved)).toEqual(changed);
  await settled();
  const { section } = await visitor.http("forum.readSection", { slug: made.slug });
  expect(section).toMatchObject({ title: "Later, then", opensAt: changed.opensAt, closesAt: changed.closesAt });

  await moveClock(2 * day);
  await runDueJobs();
  expect((await visitor.http("dialogues.readDialogue", { slug: made.slug })).row.dialogue.state).toBe("planned");
  await olga.call("dialogues.changeDialogue", { ...reopen(changed), opens: localTime(-2), closes: localTime(5) });
  await settled();
  expect((await visitor.http("dialogues.readDialogue", { slug: made.slug })).row.dialogue.state).toBe("open");
});

test("what follows an older version late moves nothing back: not the section, not the opening and closing", async () => {
  const made = await olga.call("dialogues.createDialogue", written(-1, 4));
  await settled();
  const older = (await Dialogues.findById(made.id).lean<Dialogue>()) as Dialogue;
  await olga.call("dialogues.changeDialogue", { ...reopen(made), opens: localTime(-1), closes: localTime(9) });
  await settled();
  const standing = async () => ({
    section: (await Sections.findById(made.section.id).lean())?.closesAt,
    closing: (await Jobs.findById(closing(made.id)).lean())?.dueAt,
  });
  const before = await standing();
  expect(before.section).not.toEqual(older.closesAt);
  await follow(Dialogues as never, { ...older, pending: ["section", "schedule"] });
  expect(await standing()).toEqual(before);
});

test("two organisers at once: who saved second is shown what stands, and nothing is overwritten unseen", async () => {
  const made = await olga.call("dialogues.createDialogue", written(5, 9));
  const mine = { ...reopen(made), version: made.version, title: "Mine" };
  const theirs = { ...reopen(made), version: made.version, title: "Theirs" };
  const answers = await Promise.all(
    [mine, theirs].map((each) => olga.call("dialogues.changeDialogue", each).catch((refused) => refused)),
  );
  const [stands, refused] = answers[0] instanceof Error ? [answers[1], answers[0]] : answers;
  expect(refused).toMatchObject({ code: "moved-on", details: { stands: { title: stands.title } } });
  const again = { ...reopen(made), version: refused.details.stands.version, title: "Both of ours" };
  expect((await olga.call("dialogues.changeDialogue", again)).title).toBe("Both of ours");
});

test("conclusions are written, and written better; the source is there to edit", async () => {
  const made = await olga.call("dialogues.createDialogue", written(-3, -1));
  expect(made).toMatchObject({ state: "closed", conclusions: null });
  const conclusions = { dialogueId: made.id, changeId: newId(), language: "en", body: "We agreed to **differ**." };
  await olga.watch(`dialogue:${made.id}`);
  // The creation may be told a moment later still.
  const told = olga.told(({ kind, view }) => kind === "dialogue" && view?.["conclusions"] !== null);
  expect((await olga.call("dialogues.writeConclusions", conclusions)).conclusions).toEqual({
    language: "en",
    html: "<p>We agreed to <strong>differ</strong>.</p>",
  });
  expect((await told).view).toMatchObject({ conclusions: { language: "en" } });
  await olga.call("dialogues.writeConclusions", { ...conclusions, changeId: newId(), body: "We agreed." });
  expect(await olga.call("dialogues.readDialogueSource", { dialogueId: made.id })).toEqual({
    conceptNotes: [
      { language: "en", body: "We ask **why**." },
      { language: "ar", body: "نسأل *لماذا*." },
    ],
    conclusions: "We agreed.",
  });
});

test("script in a note or a conclusion is text", async () => {
  const body = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))";
  const made = await olga.call("dialogues.createDialogue", written(5, 9, { conceptNotes: [{ language: "en", body }] }));
  expect(made.conceptNotes[0]?.html).not.toMatch(/<script|<img|href="javascript/i);
});

test("members, moderators and visitors neither announce nor change, nor read what is an organiser's", async () => {
  const made = await olga.call("dialogues.createDialogue", written(5, 9));
  const dialogueId = made.id;
  // Time has gone on: a browser that connects now needs a fresh session.
  for (const person of [await house.again(ben), await house.again(mona)]) {
    expect(await person.outcome("dialogues.createDialogue", written(5, 9))).toBe("not-allowed");
    expect(await person.outcome("dialogues.changeDialogue", reopen(made))).toBe("not-allowed");
    expect(
      await person.outcome("dialogues.writeConclusions", {
        dialogueId,
        changeId: newId(),
        language: "en",
        body: "No.",
      }),
    ).toBe("not-allowed");
    expect(await person.outcome("dialogues.readDialogueSource", { dialogueId })).toBe("not-allowed");
    expect(await person.outcome("dialogues.readFigures", { dialogueId })).toBe("not-allowed");
  }
  expect(await outcome(visitor.http("dialogues.createDialogue", written(5, 9)))).toBe("sign-in-first");
  expect(await outcome(visitor.http("dialogues.changeDialogue", reopen(made)))).toBe("sign-in-first");
  expect(
    await outcome(
      visitor.http("dialogues.writeConclusions", { dialogueId, changeId: newId(), language: "en", body: "No." }),
    ),
  ).toBe("sign-in-first");
  expect(await outcome(visitor.http("dialogues.readFigures", { dialogueId }))).toBe("sign-in-first");
  expect(await outcome(visitor.http("dialogues.readDialogueSource", { dialogueId }))).toBe("sign-in-first");
  expect((await olga.call("dialogues.readDialogue", { slug: made.slug })).may.edit).toBe(true);
});

test("a dialogue whose section is for members does not exist for a visitor", async () => {
  const made = await olga.call("dialogues.createDialogue", written(5, 9));
  await settled();
  const section = {
    sectionId: made.section.id,
    changeId: newId(),
    title: "Inside",
    description: "",
    readers: "members",
    writers: "members",
  } as const;
  await olga.call("forum.changeSection", section);
  await settled();
  expect(await outcome(visitor.http("dialogues.readDialogue", { slug: made.slug }))).toBe("not-found");
  const { planned } = await visitor.http("dialogues.listDialogues", {});
  expect(planned.map(({ dialogue }) => dialogue.id)).not.toContain(made.id);
  await expect(visitor.watch(`dialogue:${made.id}`)).rejects.toMatchObject({ code: "not-found" });
  expect(await ben.outcome("dialogues.readDialogue", { slug: made.slug })).toBe("ok");

  // Nor does it come by the home page, neither with it nor later.
  const { changes } = await visitor.watch("home");
  expect(changes.find(({ id }) => id === made.id)?.view ?? null).toBeNull();
  const told = visitor.told(({ id }) => id === made.id);
  const conclusions = { dialogueId: made.id, changeId: newId(), language: "en", body: "Among ourselves." };
  await olga.call("dialogues.writeConclusions", conclusions);
  expect((await told).view).toBeNull();
});

test.each<[string, Partial<Question<"dialogues.createDialogue">>, string]>([
  ["a zone that nobody has", { timeZone: "Europe/Nowhere" }, "time-not-valid"],
  ["a day in no calendar", { opens: "2030-02-30T10:00" }, "time-not-valid"],
  ["closing before opening", { opens: "2030-03-02T10:00", closes: "2030-03-01T10:00" }, "time-not-valid"],
  ["closing as it opens", { opens: "2030-03-01T10:00", closes: "2030-03-01T10:00" }, "time-not-valid"],
  ["no concept note", { conceptNotes: [] }, "bad-input"],
  [
    "two notes in one language",
    {
      conceptNotes: [
        { language: "en", body: "a" },
        { language: "en", body: "b" },
      ],
    },
    "bad-input",
  ],
  ["an address with signs", { slug: "Not an address!" }, "bad-input"],
  ["a time with an operator", { opens: { $gt: "" } as unknown as string }, "bad-input"],
  ["a key that nobody asked for", { facilitatorId: newId() } as object, "bad-input"],
])("%s is refused", async (_what, wrong, code) => {
  expect(await outcome(olga.call("dialogues.createDialogue", written(5, 9, wrong)))).toBe(code);
});

test("what does not exist is not found", async () => {
  const dialogueId = newId();
  expect(await visitor.http("dialogues.readDialogue", { slug: "never-held" }).catch(({ code }) => code)).toBe(
    "not-found",
  );
  expect(await olga.outcome("dialogues.readFigures", { dialogueId })).toBe("not-found");
  expect(await olga.outcome("dialogues.readDialogueSource", { dialogueId })).toBe("not-found");
  expect(
    await olga.outcome("dialogues.writeConclusions", { dialogueId, changeId: newId(), language: "en", body: "." }),
  ).toBe("not-found");
  await expect(olga.watch(`dialogue:${dialogueId}`)).rejects.toMatchObject({ code: "not-found" });
});

test("the figures count staff and opening posts, and neither the welcome nor what is hidden or removed", async () => {
  const [leila, bea, mia] = [await house.again(olga), await house.again(ben), await house.again(mona)];
  const made = await leila.call("dialogues.createDialogue", written(-1, 5));
  const open = async (person: Someone, title: string, welcome = false) => {
    const input = {
      id: newId(),
      postId: newId(),
      sectionId: made.section.id,
      title,
      body: title,
      language: "en",
      welcome,
    };
    await person.call("forum.createThread", input);
    return { threadId: input.id, postId: input.postId };
  };
  await open(leila, "Welcome, everybody", true);
  const first = await open(bea, "A first thought");
  const keyQuestionId = made.keyQuestions[0]?.id ?? null;
  const reply = (person: Someone, more: object = {}) =>
    person.call("forum.createPost", {
      id: newId(),
      threadId: first.threadId,
      body: "A reply.",
      language: "en",
      ...more,
    });
  await reply(leila, { keyQuestionId });
  await reply(mia);
  const hidden = await reply(bea);
  const removed = await reply(bea);
  await mia.call("forum.hidePost", { postId: hidden.id, changeId: newId(), reason: "Twice the same." });
  await bea.call("forum.removePost", { postId: removed.id, changeId: newId() });

  const figures = await leila.call("dialogues.readFigures", { dialogueId: made.id });
  expect(figures).toMatchObject({
    contributions: 3,
    welcomes: 1,
    carriedThreads: 0,
    postsInCarriedThreads: 0,
    webinars: [],
  });
  expect(figures.contributors.map(({ person, posts }) => [person.id, posts])).toEqual([
    [ben.id, 1],
    [olga.id, 1],
    [mona.id, 1],
  ]);
  expect(figures.byGender).toEqual({ woman: 0, man: 1, other: 0, unsaid: 2 });
  expect(figures.byCountry).toEqual([
    { country: "GH", people: 1 },
    { country: null, people: 2 },
  ]);
  expect(figures.byWeek.map(({ posts }) => posts)).toEqual([3]);
  expect(figures.byKeyQuestion).toEqual([{ id: keyQuestionId, posts: 1, people: 1 }]);
});
