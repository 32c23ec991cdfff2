/** What the page, the post and the inbox cost in a large community and in a thread of 10 000 posts, against one of 10 000 posts. */
import type { Bench, Row } from "../bench.ts";
import { median } from "../figures.ts";
import { cookieOf, type HouseUnderTest, processorSeconds } from "../house.ts";
import type { Loaded, ReadLoad, WriteLoad } from "../load.ts";
import { atMost, notYet, type Outcome } from "../outcome.ts";

const small = 10_000;
const people = 60;
const body = "We asked them again after the harvest, and the answers had changed. ".repeat(5).trim();

/** Something that is asked of a house again and again. */
type Ask = (house: HouseUnderTest) => {
  what: "read" | "write";
  load: Omit<ReadLoad, "url" | "seconds"> | Omit<WriteLoad, "url" | "seconds">;
};

const cookiesOf = (house: HouseUnderTest): string[] => house.people.map(cookieOf);
const reading = (house: HouseUnderTest, paths: string[]) => ({
  what: "read" as const,
  load: { paths, headers: { cookie: cookiesOf(house)[20] as string }, connections: 10 },
});
const writing = (house: HouseUnderTest, threadOf: (index: number) => string) => ({
  what: "write" as const,
  load: {
    body,
    writers: cookiesOf(house).map((cookie, index) => ({ cookie, path: `/api/threads/${threadOf(index)}/posts` })),
  },
});

const page: Ask = (house) =>
  reading(
    house,
    house.filled.threads.map((id) => `/api/threads/${id}?page=1`),
  );
const post: Ask = (house) => writing(house, (index) => house.filled.threads[100 + (index % 20)] as string);
const inbox: Ask = (house) => reading(house, ["/api/notifications"]);
const postInOne: Ask = (house) => writing(house, () => house.filled.threads[200] as string);
const longPage: Ask = (house) =>
  reading(
    house,
    Array.from({ length: 500 }, (_, index) => `/api/threads/${longThread(house)}?page=${index + 1}`),
  );
const postInLong: Ask = (house) => writing(house, () => longThread(house));

function longThread({ filled }: HouseUnderTest): string {
  if (filled.longThread === null) throw new Error("this community has no long thread");
  return filled.longThread;
}

/** What is compared: in the large community, and in the small one. */
const compared: { row: string; large: Ask; small: Ask }[] = [
  { row: "the page", large: page, small: page },
  { row: "the post", large: post, small: post },
  { row: "the inbox", large: inbox, small: inbox },
  { row: "a page of a thread of 10 000", large: longPage, small: page },
  { row: "sixty people posting in a thread of 10 000", large: postInLong, small: postInOne },
];

async function run(bench: Bench): Promise<Outcome[]> {
  const search = notYet("growth: search", "≤ 1.5 ×", "there is no search yet");
  const posts = bench.options.posts > small ? bench.options.posts : 100_000;
  const houses = { small: await bench.house({ posts: small, people }), large: await bench.house({ posts, people }) };
  const load = await bench.helper("load.ts");
  const seconds = bench.options.quick ? 2 : 5;
  const measure = async (house: HouseUnderTest, ask: Ask) => {
    const { what, load: asked } = ask(house);
    const before = processorSeconds(house.node.pid);
    const loaded = await load.ask<Loaded>(what, { ...asked, url: house.url, seconds });
    await nothingToFollow(house);
    return {
      perSecond: loaded.perSecond,
      p99: loaded.p99,
      used: (processorSeconds(house.node.pid) - before) / loaded.requests,
    };
  };

  const outcomes: Outcome[] = [];
  for (const one of compared) {
    await measure(houses.small, one.small);
    await measure(houses.large, one.large);
    const rounds = [];
    for (let round = 0; round < bench.options.rounds; round++) {
      const few = await measure(houses.small, one.small);
      const many = await measure(houses.large, one.large);
      rounds.push({ few, many });
    }
    outcomes.push(
      atMost({
        row: `growth to ${posts} posts: ${one.row}`,
        ours: `${milliseconds(median(rounds.map(({ many }) => many.used)))}`,
        baseline: `in ${small} posts ${milliseconds(median(rounds.map(({ few }) => few.used)))}`,
        // The cost is processor time, all threads of the server together: it is the same however busy the machine is.
        figure: median(rounds.map(({ few, many }) => many.used / few.used)),
        unit: "×",
        bar: 1.5,
        aim: 1.1,
        notes: [
          `by requests a second: ${median(rounds.map(({ few, many }) => few.perSecond / many.perSecond)).toFixed(2)} ×`,
        ],
      }),
    );
  }
  return [...outcomes, search];
}

const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(2)} ms`;

async function nothingToFollow(house: HouseUnderTest): Promise<void> {
  while ((await house.ask<number>("pending")) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

export const rows: Row[] = [
  {
    name: "growth",
    what: "what things cost in a community of the wished size (100 000 at least), against one of 10 000 posts",
    run,
  },
];
