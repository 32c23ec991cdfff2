/** People who write all the time, the journal of what they were told is saved, and what is there of it in the end. */
import { Refusal } from "../../client/live/refusal.ts";
import type { PostView } from "../../shared/contracts/forum.ts";
import { newId } from "../../shared/ids.ts";
import { counted, type Figure, mustBe } from "../support/drill.ts";
import { insist, type Line, pause } from "./line.ts";
import { readChat, readPosts } from "./reading.ts";

/** Where they write. */
export interface Stage {
  readonly sectionId: string;
  readonly threadIds: readonly string[];
  readonly webinarId: string;
  readonly questionIds: readonly string[];
}

/** A section with threads, and a webinar with questions that is open now. */
export async function furnish(
  organiser: Line,
  threads: number,
  questions = 8,
  readers: "public" | "staff" = "public",
): Promise<Stage> {
  const [sectionId, webinarId] = [newId(), newId()];
  await insist(organiser, "forum.createSection", { id: sectionId, slug: `s-${sectionId}`, title: "Practice", readers });
  const threadIds = Array.from({ length: threads }, () => newId());
  for (const [at, id] of threadIds.entries())
    await insist(organiser, "forum.createThread", {
      id,
      postId: newId(),
      sectionId,
      title: `Thread ${at + 1}`,
      body: "What did you see?",
      language: "en",
    });
  await insist(organiser, "webinars.createWebinar", {
    id: webinarId,
    sectionId,
    title: "An hour",
    timeZone: "UTC",
    starts: new Date(Date.now() + 60_000).toISOString().slice(0, 16),
    minutes: 240,
  });
  await insist(organiser, "webinars.openWebinar", { webinarId, changeId: newId() });
  const questionIds = Array.from({ length: questions }, () => newId());
  for (const [at, id] of questionIds.entries())
    await insist(organiser, "webinars.askQuestion", { id, webinarId, text: `Question ${at + 1}?`, language: "en" });
  return { sectionId, threadIds, webinarId, questionIds };
}

export class Journal {
  /** Each post as it was acknowledged last. */
  readonly posts = new Map<string, { body: string; version: number }>();
  /** `question:person`. */
  readonly votes = new Map<string, boolean>();
  readonly chat = new Map<string, string>();
  acknowledged = 0;
  /** Refusals that no writer expects. */
  readonly refused = new Map<string, number>();
}

/** Creates, edits, votes and chats, one after the other, each until it is answered. */
export async function write(
  line: Line,
  { threadIds, webinarId, questionIds }: Stage,
  journal: Journal,
  wishes: {
    number: number;
    goesOn: () => boolean;
    /** Milliseconds between two writes. */
    every?: number;
  },
): Promise<void> {
  const { number, goesOn, every = 15 } = wishes;
  let mine: PostView | undefined;
  const deeds: ((turn: number) => Promise<void>)[] = [
    async (turn) => {
      const id = newId();
      const threadId = threadIds[(number + turn) % threadIds.length] as string;
      const body = `Writer ${number} turn ${turn}`;
      mine = await insist(line, "forum.createPost", { id, threadId, body, language: "en" });
      journal.posts.set(id, { body, version: mine.version });
    },
    async (turn) => {
      if (!mine) return;
      const body = `Writer ${number} turn ${turn} again`;
      const { id, version } = mine;
      mine = await insist(line, "forum.editPost", { postId: id, changeId: newId(), version, body, language: "en" });
      journal.posts.set(id, { body, version: mine.version });
    },
    async (turn) => {
      const questionId = questionIds[(number + turn) % questionIds.length] as string;
      const key = `${questionId}:${line.person.id}`;
      const on = !journal.votes.get(key);
      await insist(line, "webinars.vote", { questionId, on });
      journal.votes.set(key, on);
    },
    async (turn) => {
      const id = newId();
      const text = `Line ${number} ${turn}`;
      await insist(line, "webinars.sendChatLine", { id, webinarId, text });
      journal.chat.set(id, text);
    },
  ];
  for (let turn = 0; goesOn(); turn++) {
    try {
      await deeds[turn % deeds.length]?.(turn);
      journal.acknowledged++;
    } catch (thrown) {
      const why = thrown instanceof Refusal ? thrown.code : String(thrown);
      journal.refused.set(why, (journal.refused.get(why) ?? 0) + 1);
      // It goes on with what stands.
      mine = undefined;
    }
    await pause(every);
  }
}

/** The oracle: what was acknowledged and is not there, what is there twice or otherwise. */
export async function audit(reader: Line, voters: readonly Line[], stage: Stage, journal: Journal): Promise<Figure[]> {
  const posts = new Map<string, PostView>();
  let twice = 0;
  let misnumbered = 0;
  for (const threadId of stage.threadIds) {
    const there = await readPosts(reader, threadId);
    const texts = new Set(there.map(({ html }) => html));
    twice += there.length - texts.size;
    misnumbered += there.filter(({ number }, at) => number !== at + 1).length;
    for (const post of there) posts.set(post.id, post);
  }
  const lost = [...journal.posts].filter(([id, { body }]) => posts.get(id)?.html !== `<p>${body}</p>`);
  const changedTwice = [...journal.posts].filter(([id, { version }]) => (posts.get(id)?.version ?? 0) > version);
  const chat = await readChat(reader, stage.webinarId);
  const lostLines = [...journal.chat].filter(([id, text]) => chat.get(id) !== text);
  const wanted = new Map(stage.questionIds.map((id) => [id, 0]));
  let lostVotes = 0;
  for (const voter of voters) {
    const { myVotes } = await insist(voter, "webinars.readRoom", { webinarId: stage.webinarId });
    for (const id of stage.questionIds) {
      const on = journal.votes.get(`${id}:${voter.person.id}`) ?? false;
      if (on !== myVotes.includes(id)) lostVotes++;
      if (on) wanted.set(id, (wanted.get(id) ?? 0) + 1);
    }
  }
  const { tally } = await insist(reader, "webinars.readRoom", { webinarId: stage.webinarId });
  return [
    counted("writes acknowledged", journal.acknowledged),
    mustBe("posts and edits lost", lost.length, 0),
    mustBe("chat lines lost", lostLines.length, 0),
    mustBe("votes lost, or there though taken back", lostVotes, 0),
    mustBe(
      "questions whose tally is not its votes",
      stage.questionIds.filter((id) => (tally[id] ?? 0) !== wanted.get(id)).length,
      0,
    ),
    // The opening of each thread is the organiser's.
    mustBe("posts too many", posts.size - journal.posts.size - stage.threadIds.length, 0),
    mustBe("posts twice", twice, 0),
    mustBe("edits made twice", changedTwice.length, 0),
    mustBe("posts out of their number", misnumbered, 0),
    mustBe("chat lines too many", chat.size - journal.chat.size, 0),
    mustBe("writes refused that should not be", sum(journal.refused), 0),
  ];
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, one) => total + one, 0);
