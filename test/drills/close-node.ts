/**
 * A server without doors that prepares closes, finishes them, or tells what they have left: `seed DIR N`, `close DIR N` (killed by -9
 * at the N-th step; 0: never), `report DIR`. Each in a process of its own, for the drill of the close.
 */
import { writeSync } from "node:fs";
import { createSection } from "../../server/features/forum/sections/create-section.ts";
import { Threads } from "../../server/features/forum/threads/thread.model.ts";
import { createMember, readPerson } from "../../server/features/members/index.ts";
import { Members } from "../../server/features/members/member.model.ts";
import { Notifications } from "../../server/features/notifications/notification.model.ts";
import { outcomesOf } from "../../server/features/webinars/closing/outcomes.ts";
import { createWebinar } from "../../server/features/webinars/create-webinar.ts";
import { faults } from "../../server/features/webinars/index.ts";
import { openWebinar } from "../../server/features/webinars/open-webinar.ts";
import { answerInWriting } from "../../server/features/webinars/questions/answer-in-writing.ts";
import { approve } from "../../server/features/webinars/questions/approve.ts";
import { askQuestion } from "../../server/features/webinars/questions/ask-question.ts";
import { assign } from "../../server/features/webinars/questions/assign.ts";
import { putOnAir } from "../../server/features/webinars/questions/put-on-air.ts";
import { Questions } from "../../server/features/webinars/questions/question.model.ts";
import { vote } from "../../server/features/webinars/votes/vote.ts";
import { Webinars } from "../../server/features/webinars/webinar.model.ts";
import { closeHouse, openHouse } from "../../server/house.ts";
import { moveClock, nowMs } from "../../server/platform/clock.ts";
import { readConfig } from "../../server/platform/config.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { type Person, system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";

/** What the closes have left: how much of it there is, and how much of it is wrong. */
export interface CloseReport {
  webinars: number;
  carried: number;
  notClosed: number;
  /** Questions that are not at the one outcome that they must have come to. */
  wrongOutcomes: number;
  /** Threads of carried questions that are missing, or there too often. */
  wrongThreads: number;
  /** Notices that are missing, or there too often. */
  wrongNotices: number;
  /** Work that still stands in a question or a webinar. */
  undone: number;
}

const [task, dataDir = "", number = "0"] = process.argv.slice(2);
const config = readConfig({ ...process.env, DATA_DIR: dataDir, NODE_ENV: "test" });

let passed = 0;
if (task === "close")
  faults.at = async (step) => {
    if (++passed !== Number(number)) return;
    writeSync(1, `${step}\n`);
    process.kill(process.pid, "SIGKILL");
    await new Promise(() => {});
  };

await openHouse({ ...config, movableClock: true });
if (task === "seed") {
  await seed(Number(number));
  await moveClock(3 * 3_600_000);
  // Before anything of it is closed.
  process.kill(process.pid, "SIGKILL");
}
await settled();
if (task === "report") writeSync(1, JSON.stringify(await report()));
await closeHouse();

async function report(): Promise<CloseReport> {
  const webinars = await Webinars.find({}).lean();
  const named = new Map((await Members.find({}).lean()).map(({ _id, name }) => [name, _id]));
  const [ada, ben, ingrid] = ["Ada Asker", "Ben Voter", "Ingrid Panel"].map((name) => named.get(name));
  const so: CloseReport = {
    webinars: webinars.length,
    carried: 0,
    notClosed: webinars.filter(({ state }) => state !== "closed").length,
    wrongOutcomes: 0,
    wrongThreads: 0,
    wrongNotices: 0,
    undone: webinars.filter(({ pending }) => pending.length > 0).length,
  };
  for (const { _id: webinarId } of webinars) {
    const questions = await Questions.find({ webinarId }).lean();
    const carried = questions.filter(({ state }) => state === "carried");
    so.carried += carried.length;
    so.undone += questions.filter(({ pending, onAir }) => pending.length > 0 || onAir !== null).length;
    const outcomes = await outcomesOf(webinarId);
    so.wrongOutcomes += Math.abs(outcomes.carried - 4) + Math.abs(outcomes.answered - 1) + (outcomes.holds ? 0 : 1);
    for (const { _id, threadId, threadAt, before } of carried) {
      const threads = await Threads.find({ questionId: _id }).lean();
      const [only] = threads;
      const right =
        only?._id === threadId && only?.state === (before === "asked" ? "held" : "open") && threadAt !== null;
      if (!right) so.wrongThreads++;
      so.wrongThreads += Math.max(0, threads.length - 1);
    }
    const notices = await Notifications.find({
      subjectId: { $in: [webinarId, ...questions.map(({ _id }) => _id)] },
    }).lean();
    const wrong = (kind: string, personId: string | undefined, wanted: number): number => {
      const there = notices.filter((notice) => notice.kind === kind);
      return Math.abs(there.length - wanted) + there.filter((notice) => notice.personId !== personId).length;
    };
    so.wrongNotices +=
      wrong("question-carried", ada, 4) + wrong("carried-for-you", ingrid, 1) + wrong("carried-voted", ben, 1);
  }
  return so;
}

async function seed(webinars: number): Promise<void> {
  const organiser = await someone("Ndidi Organiser", "organiser");
  const [ingrid, ada, ben] = [await someone("Ingrid Panel"), await someone("Ada Asker"), await someone("Ben Voter")];
  const starts = new Date(nowMs() + 60_000).toISOString().slice(0, 16);
  for (let at = 0; at < webinars; at++) {
    const [sectionId, webinarId] = [newId(), newId()];
    await createSection(organiser, {
      id: sectionId,
      slug: `section-${at}`,
      title: `Section ${at}`,
      description: "",
      readers: "public",
      writers: "members",
    });
    await createWebinar(organiser, {
      id: webinarId,
      dialogueId: null,
      sectionId,
      title: `Webinar ${at}`,
      description: "",
      language: "en",
      timeZone: "UTC",
      starts,
      minutes: 60,
      preApproval: true,
      anonymity: "room",
      questionsAhead: false,
      panellistIds: [ingrid.id],
      moderatorIds: [],
    });
    await openWebinar(organiser, { webinarId, changeId: newId() });
    const asked = [];
    for (let number = 0; number < 5; number++)
      asked.push(
        await askQuestion(ada, {
          id: newId(),
          webinarId,
          text: `Question ${number} of webinar ${at}?`,
          anonymous: number === 1,
        }),
      );
    const [unapproved, ...others] = asked.map(({ id }) => id);
    void unapproved;
    const queued = [];
    for (const questionId of others)
      queued.push(await approve(organiser, { questionId, version: 1, changeId: newId() }));
    const [first, second, third] = queued.map(({ id }) => id);
    for (const questionId of [first, second]) await vote(ben, { questionId: questionId as string, on: true });
    await assign(organiser, { questionId: first as string, version: 2, changeId: newId(), panellistId: ingrid.id });
    await putOnAir(organiser, { questionId: second as string, version: 2, changeId: newId(), finish: null });
    await answerInWriting(ingrid, {
      questionId: third as string,
      changeId: newId(),
      body: "So it is.",
      toAskerOnly: false,
      further: false,
    });
  }
  await settled();
}

async function someone(name: string, role: "member" | "organiser" = "member"): Promise<Person> {
  const id = newId();
  const said = { organisation: "", country: null, gender: "unsaid" as const, language: "en", timeZone: "UTC" };
  await createMember(system, { id, email: `${id}@example.org`, name, role, ...said });
  return (await readPerson(id)) as Person;
}
