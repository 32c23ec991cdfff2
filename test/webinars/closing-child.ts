/**
 * A server without doors that prepares or finishes closes and may be killed in the midst: `seed DIR`, `close DIR N` (killed by -9 at
 * the N-th step; 0: never), `report DIR`. Run by `closing-killed.test.ts` in a process of its own.
 */

import { createSection } from "../../server/features/forum/sections/create-section.ts";
import { createMember, readPerson } from "../../server/features/members/index.ts";
import { createWebinar } from "../../server/features/webinars/create-webinar.ts";
import { faults } from "../../server/features/webinars/index.ts";
import { openWebinar } from "../../server/features/webinars/open-webinar.ts";
import { answerInWriting } from "../../server/features/webinars/questions/answer-in-writing.ts";
import { approve } from "../../server/features/webinars/questions/approve.ts";
import { askQuestion } from "../../server/features/webinars/questions/ask-question.ts";
import { assign } from "../../server/features/webinars/questions/assign.ts";
import { putOnAir } from "../../server/features/webinars/questions/put-on-air.ts";
import { vote } from "../../server/features/webinars/votes/vote.ts";
import { closeHouse, openHouse } from "../../server/house.ts";
import { moveClock, nowMs } from "../../server/platform/clock.ts";
import { readConfig } from "../../server/platform/config.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { type Person, system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";

const [task, dataDir = "", killAt = "0"] = process.argv.slice(2);
const config = readConfig({ ...process.env, DATA_DIR: dataDir, NODE_ENV: "test" });

let passed = 0;
faults.at = async () => {
  if (++passed !== Number(killAt)) return;
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => {});
};

await openHouse({ ...config, movableClock: true });
if (task === "seed") {
  await seed(Number(killAt));
  await moveClock(3 * 3_600_000);
  process.kill(process.pid, "SIGKILL");
}
await settled();
await closeHouse();
console.log(`passed ${passed}`);

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
