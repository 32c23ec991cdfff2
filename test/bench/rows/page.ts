/** The page of a thread: as JSON for somebody signed in and as HTML for a visitor, warm and with nothing kept. */
import { newId } from "../../../shared/ids.ts";
import type { Bench, Row } from "../bench.ts";
import { median } from "../figures.ts";
import type { Helper } from "../helper.ts";
import { cookieOf, type HouseUnderTest, processorSeconds } from "../house.ts";
import type { Loaded, ReadLoad } from "../load.ts";
import { atLeast, type Outcome } from "../outcome.ts";

const connections = 10;

interface Page {
  row: string;
  paths: string[];
  headers: Record<string, string>;
  type: string;
  warm: { bar: number; aim: number };
  cold: { bar: number; aim: number };
}

/** One round: ours, then bare, under the same clients for the same time. */
interface Round {
  ours: Loaded;
  bare: Loaded;
  /** The ratio by processor time of the two servers, all threads. */
  byProcessor: number;
}

async function compare(
  bench: Bench,
  house: HouseUnderTest,
  bare: Helper,
  load: Helper,
  page: Page,
): Promise<{ warm: Round[]; cold: Round[] }> {
  const seconds = bench.options.quick ? 2 : 4;
  const bareUrl = await bare.ask<string>("url");
  const read = async (url: string, pid: number, requests?: number) => {
    const before = processorSeconds(pid);
    const loaded = await load.ask<Loaded>("read", {
      url,
      paths: page.paths,
      headers: page.headers,
      connections,
      seconds,
      ...(requests ? { requests } : {}),
    } satisfies ReadLoad);
    return { loaded, used: (processorSeconds(pid) - before) / loaded.requests };
  };
  // Until the code of both is compiled as it stays.
  await read(house.url, house.node.pid, 3000);
  await read(bareUrl, bare.pid, 3000);

  const rounds = { warm: [] as Round[], cold: [] as Round[] };
  for (let round = 0; round < bench.options.rounds; round++)
    for (const kind of ["warm", "cold"] as const) {
      await house.ask("keepNothing", kind === "cold");
      // A first turn through all threads brings back what may be kept.
      await read(house.url, house.node.pid, 2 * page.paths.length);
      const ours = await read(house.url, house.node.pid);
      const theirs = await read(bareUrl, bare.pid);
      rounds[kind].push({ ours: ours.loaded, bare: theirs.loaded, byProcessor: theirs.used / ours.used });
    }
  await house.ask("keepNothing", false);
  return rounds;
}

function outcomeOf(row: string, rounds: Round[], { bar, aim }: { bar: number; aim: number }): Outcome {
  const ours = median(rounds.map(({ ours }) => ours.perSecond));
  const bare = median(rounds.map(({ bare }) => bare.perSecond));
  return atLeast({
    row,
    ours: `${Math.round(ours)} a second`,
    baseline: `bare Express ${Math.round(bare)} a second`,
    figure: median(rounds.map(({ ours, bare }) => ours.perSecond / bare.perSecond)),
    unit: "×",
    bar,
    aim,
    notes: [
      `by processor time of both servers: ${median(rounds.map(({ byProcessor }) => byProcessor)).toFixed(2)} ×; p99 ${median(rounds.map(({ ours }) => ours.p99))} ms, bare ${median(rounds.map(({ bare }) => bare.p99))} ms`,
    ],
  });
}

async function run(bench: Bench): Promise<Outcome[]> {
  const house = await bench.house({ people: 60 });
  const reader = house.people[20];
  if (!reader) throw new Error("nobody to read");
  const signedIn = { cookie: cookieOf(reader) };
  await checkFreshness(house);
  const [bare, load] = [await bench.helper("bare/express.ts"), await bench.helper("load.ts")];
  const pages: Page[] = [
    {
      row: "thread page as JSON, signed in",
      paths: house.filled.threads.map((id) => `/api/threads/${id}?page=1`),
      headers: signedIn,
      type: "application/json; charset=utf-8",
      warm: { bar: 0.4, aim: 0.8 },
      cold: { bar: 0.12, aim: 0.25 },
    },
    {
      row: "thread page as HTML, visitor",
      paths: house.filled.threads.map((id) => `/threads/${id}?page=1`),
      headers: {},
      type: "text/html; charset=utf-8",
      warm: { bar: 0.5, aim: 0.8 },
      cold: { bar: 0.1, aim: 0.2 },
    },
  ];
  await bench.watchLoop(house);
  const outcomes: Outcome[] = [];
  for (const page of pages) {
    const kept: [string, string][] = [];
    for (const path of page.paths) {
      const response = await fetch(house.url + path, { headers: page.headers });
      if (!response.ok) throw new Error(`${path} answers ${response.status}`);
      kept.push([path.split("?")[0] as string, await response.text()]);
    }
    bench.say(`${page.row}: ${Math.round(median(kept.map(([, text]) => Buffer.byteLength(text))))} bytes a page`);
    await bare.ask("keep", { type: page.type, pages: kept });
    const { warm, cold } = await compare(bench, house, bare, load, page);
    outcomes.push(outcomeOf(`${page.row}, warm`, warm, page.warm), outcomeOf(`${page.row}, cold`, cold, page.cold));
  }
  await bench.noteLoop(house);
  return outcomes;
}

/** A write shows in the next read, and one's own mark is one's own: else the figures mean nothing. */
async function checkFreshness(house: HouseUnderTest): Promise<void> {
  const [ada, ben] = [house.people[20], house.people[21]];
  const threadId = house.filled.threads[7];
  if (!ada || !ben) throw new Error("nobody to write");
  const read = async (cookie: string) => {
    const response = await fetch(`${house.url}/api/threads/${threadId}?page=1`, { headers: { cookie } });
    return (await response.json()) as { posts: { id: string; reactions: { heart: string[] } }[]; readUpTo: number };
  };
  let tried = 0;
  for (let time = 0; time < 10; time++) {
    const { posts } = await read(cookieOf(ben));
    const postId = posts[time % posts.length]?.id;
    const on = !posts[time % posts.length]?.reactions.heart.includes(ada.id);
    const response = await fetch(`${house.url}/api/posts/${postId}/reactions`, {
      method: "POST",
      headers: { cookie: cookieOf(ada), origin: house.url, "content-type": "application/json" },
      body: JSON.stringify({ reaction: "heart", on, changeId: newId() }),
    });
    // One's own post takes none.
    if (!response.ok) continue;
    tried++;
    const seen = (await read(cookieOf(ben))).posts.find(({ id }) => id === postId)?.reactions.heart.includes(ada.id);
    if (seen !== on) throw new Error("a write did not show in the next read");
  }
  if (tried === 0) throw new Error("no write was taken");
}

export const rows: Row[] = [
  {
    name: "page",
    what: "a thread page of 20 posts, 500 threads in turn, against bare Express sending the same bytes",
    run,
  },
];
