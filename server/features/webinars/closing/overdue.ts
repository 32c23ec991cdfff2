/** Closes by itself what its host has not closed: at the end and grace, or whenever a server comes back after that. */
import { now, nowMs } from "../../../platform/clock.ts";
import { onJob, schedule, unschedule } from "../../../platform/jobs/index.ts";
import { log } from "../../../platform/log.ts";
import { system } from "../../../platform/person.ts";
import { Questions } from "../questions/question.model.ts";
import { openStates } from "../questions/question.states.ts";
import { type Webinar, Webinars } from "../webinar.model.ts";
import { beginClose, grace, live } from "./begin-close.ts";
import { carryAndClose } from "./carry.ts";

const endJob = "webinars.end";
const carryJob = "webinars.carry";
const every = 60_000;
let timer: NodeJS.Timeout | undefined;

onJob(endJob, ({ subject }) => closeOverdue(subject));
onJob(carryJob, ({ subject }) => carryAndClose(subject));

/** What must follow the writing of a plan. */
export async function scheduleEnd({ _id, endsAt, state }: Webinar): Promise<void> {
  if (isLive(state)) await schedule({ id: `${endJob}:${_id}`, name: endJob, at: overdueAt(endsAt), subject: _id });
}

/** What must follow the beginning of a close, and its being called back. */
export async function scheduleCarrying(webinar: Webinar): Promise<void> {
  const id = `${carryJob}:${webinar._id}`;
  if (webinar.state === "closing" && webinar.carryFrom)
    await schedule({ id, name: carryJob, at: webinar.carryFrom, subject: webinar._id });
  else if (isLive(webinar.state)) {
    await unschedule(id);
    await scheduleEnd(webinar);
  }
}

/** Closes what is overdue and goes on with what is closing. The compare-and-set names the end that was read: a later one wins. */
async function closeOverdue(webinarId: string): Promise<void> {
  const webinar = await Webinars.findById(webinarId).lean<Webinar>();
  if (!webinar) return;
  if (isLive(webinar.state)) {
    if (overdueAt(webinar.endsAt) > now()) return scheduleEnd(webinar);
    await beginClose(system, webinar, { becomes: "closed", waits: 0, endsAt: webinar.endsAt });
  }
  await carryAndClose(webinarId);
}

/** Finds what a killed server left: overdue webinars, closes half done, questions that missed theirs. At start, and each minute. */
export async function sweepCloses(): Promise<void> {
  const overdue = await Webinars.find(
    { state: { $in: live }, endsAt: { $lte: new Date(nowMs() - grace) } },
    { _id: 1 },
  ).lean();
  const closing = await Webinars.find({ state: "closing", carryFrom: { $lte: now() } }, { _id: 1 }).lean();
  const left = await Promise.all([
    Questions.find({ state: { $in: openStates } }, { webinarId: 1 }).lean(),
    Questions.find({ state: "carried", threadAt: null }, { webinarId: 1 }).lean(),
  ]);
  const ended = await Webinars.find(
    { _id: { $in: [...new Set(left.flat().map(({ webinarId }) => webinarId))] }, carrying: { $ne: null } },
    { _id: 1 },
  ).lean();
  const ids = new Set([...overdue, ...closing, ...ended].map(({ _id }) => _id));
  for (const id of ids)
    await closeOverdue(id).catch((error: unknown) =>
      log.error({ error, webinar: id }, "a webinar could not be closed"),
    );
}

let sweeping: Promise<void> = Promise.resolve();

/** In the background: hundreds of questions to be carried must not keep the doors shut. */
export function startSweeping(): void {
  sweep();
  timer = setInterval(sweep, every);
  timer.unref();
}

/** Waits for the sweep that is under way. */
export async function stopSweeping(): Promise<void> {
  clearInterval(timer);
  await sweeping;
}

function sweep(): void {
  sweeping = sweeping.then(sweepCloses).catch((error: unknown) => log.error({ error }, "closes could not be swept"));
}

const isLive = (state: string): boolean => (live as readonly string[]).includes(state);
const overdueAt = (endsAt: Date): Date => new Date(endsAt.getTime() + grace);
