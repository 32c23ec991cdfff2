/** Drill 5: the same thing is sent ten times at once to two nodes, by socket and by HTTP; and one person votes a hundred times at once. */
import { isDeepStrictEqual } from "node:util";
import mongoose from "mongoose";
import type { OperationName } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import { type Creating, createsOf, creating, type Makers, placesOf } from "../house/creates.ts";
import { Refused } from "../support/client.ts";
import { counted, type Drill, type Figure, mustBe, type Size } from "../support/drill.ts";
import { serversLack, startServers, startTwoNodes, type TwoNodes } from "../support/two-nodes.ts";
import { comesTrue, pause } from "./line.ts";

const rounds = { short: 1, long: 10 } satisfies Record<Size, number>;
const names = {
  ada: "Ada Again",
  paula: "Paula Panel",
  mo: "Mo Moderates",
  olga: "Olga Organises",
} satisfies Record<keyof Makers, string>;

type Caller = ReturnType<TwoNodes["at"]>;
type Census = Record<string, number>;

async function sendTenTimes(
  both: TwoNodes,
  database: InstanceType<typeof mongoose.mongo.Db>,
  size: Size,
  say: (line: string) => void,
): Promise<Figure[]> {
  const [here, there] = [makersAt(both, 0), makersAt(both, 1)];
  const creates = createsOf(here);
  // Made by the first who asks.
  await here.olga.call("settings.readSettings", {});
  const total = { sent: 0, refused: 0, unequal: 0, many: 0, besides: 0 };
  for (let round = 0; round < rounds[size]; round++) {
    for (const { name } of creating) {
      const story = creates[name];
      if (!story) throw new Error(`${name} has no story in test/house/creates.ts`);
      const [once, often] = [await story(), await story()];
      const first = await census(database);
      await here[once.by].call(name, once.input as never);
      const second = await census(database);
      const answers = await Promise.allSettled(tenOf(name, often, here[often.by], there[often.by]));
      const third = await census(database);
      total.sent += answers.length;
      const good = answers.filter((answer) => answer.status === "fulfilled").map(({ value }) => plain(both, value));
      total.refused += answers.length - good.length;
      const unequal = good.filter((answer) => !isDeepStrictEqual(answer, good[0]));
      total.unequal += unequal.length;
      if (unequal.length > 0) say(`${name}: ${JSON.stringify(good[0])} and ${JSON.stringify(unequal[0])}`);
      if ((await copies(database, String(often.input["id"]))) !== 1) total.many++;
      const [byTen, byOne] = [added(second, third), added(first, second)];
      if (isDeepStrictEqual(byTen, byOne)) continue;
      total.besides++;
      say(`${name}: ten made ${JSON.stringify(byTen)}, one ${JSON.stringify(byOne)}`);
    }
    say(`round ${round + 1}: ${creating.length} ways to make something`);
  }
  return [
    counted("operations that make something", creating.length),
    counted("requests", total.sent),
    mustBe("refused", total.refused, 0),
    mustBe("answers that are not equal to the first", total.unequal, 0),
    mustBe("things that are not there exactly once", total.many, 0),
    mustBe("times that something else was made more or less often than by one request", total.besides, 0),
  ];
}

const makersAt = (both: TwoNodes, node: 0 | 1): Record<keyof Makers, Caller> => ({
  ada: both.at(node, names.ada),
  paula: both.at(node, names.paula),
  mo: both.at(node, names.mo),
  olga: both.at(node, names.olga),
});

/** Links in answers lead to the node that was asked, where no public address is given. */
const plain = (both: TwoNodes, answer: unknown): unknown =>
  JSON.parse(both.nodes.reduce((text, { url }) => text.replaceAll(url, "http://here"), JSON.stringify(answer)));

/** Both nodes, sockets and HTTP. */
function tenOf(name: OperationName, { input }: Creating, one: Caller, other: Caller): Promise<unknown>[] {
  return Array.from({ length: 10 }, (_, at) => {
    const caller = at % 2 === 0 ? one : other;
    return untilAnswered(() => (at % 4 < 2 ? caller.call(name, input as never) : caller.http(name, input as never)));
  });
}

/** How many documents there are of each kind, when nothing waits to be followed any more. */
async function census(database: InstanceType<typeof mongoose.mongo.Db>): Promise<Census> {
  const collections = (await database.listCollections().toArray())
    .map(({ name }) => name)
    // Of what one has read there is one note a person and thread, written at leisure.
    .filter((name) => !/^(streams|jobs|clock|nodes|sessions|schema|reads|system\..*)$/.test(name));
  const isQuiet = async () => {
    for (const name of collections)
      if (await database.collection(name).findOne({ "pending.0": { $exists: true } })) return false;
    return true;
  };
  await comesTrue(isQuiet, 20_000);
  const counts: Census = {};
  for (const name of collections) counts[name] = await database.collection(name).countDocuments({});
  return counts;
}
const added = (before: Census, after: Census): Census =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));

/** Under how many collections an id is found. */
async function copies(database: InstanceType<typeof mongoose.mongo.Db>, id: string): Promise<number> {
  let found = 0;
  for (const { name } of await database.listCollections().toArray())
    found += await database.collection(name).countDocuments({ _id: id as never });
  return found;
}

async function voteTogether(both: TwoNodes): Promise<Figure[]> {
  const { webinarId } = await placesOf(makersAt(both, 0)).webinar();
  const questionId = newId();
  const asking = both.at(0, names.ada);
  await asking.call("webinars.askQuestion", { id: questionId, webinarId, text: "Who counts?" });
  const voters = [both.at(0, names.paula), both.at(1, names.paula)] as const;
  await Promise.all(voters.map((voter) => voter.connect()));
  const hundred = async (on: boolean) => {
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) => {
        const voter = voters[(at % 2) as 0 | 1];
        return untilAnswered(() =>
          at % 10 < 8
            ? voter.call("webinars.vote", { questionId, on })
            : voter.http("webinars.vote", { questionId, on }),
        );
      }),
    );
    return answers.filter(({ status }) => status === "rejected").length;
  };
  const votes = async (node: 0 | 1) => {
    const { tally } = await both.at(node, names.mo).call("webinars.readRoom", { webinarId, desk: "desk" });
    return tally[questionId] ?? 0;
  };
  const refused = await hundred(true);
  const counts = [await votes(0), await votes(1)];
  const refusedBack = await hundred(false);
  const countsBack = [await votes(0), await votes(1)];
  return [
    mustBe("of 100 equal votes at once, refused", refused + refusedBack, 0),
    mustBe("counted, at either node", Math.max(...counts), 1),
    mustBe("counted at least, at either node", Math.min(...counts), 1),
    mustBe("counted when a hundred took it back", Math.max(...countsBack), 0),
  ];
}

/** A machine that has no time to answer says so, and is asked again. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (thrown) {
      if (!(thrown instanceof Refused) || thrown.code !== "unavailable" || tries > 20) throw thrown;
      await pause(200);
    }
  }
}

export const drills: Drill[] = [
  {
    name: "5 the same ten times",
    lacks: serversLack,
    promise:
      "the same create ten times at once on two nodes is one thing with ten equal answers, and a hundred votes of one person are one",
    async run(size, say) {
      const servers = await startServers();
      if ("unavailable" in servers) throw new Error(servers.unavailable);
      const client = new mongoose.mongo.MongoClient(servers.mongoUrl);
      try {
        const both = await startTwoNodes(servers, {
          people: [
            { name: names.ada },
            { name: names.paula },
            { name: names.mo, role: "moderator" },
            { name: names.olga, role: "organiser" },
          ],
        });
        try {
          await client.connect();
          return [...(await sendTenTimes(both, client.db(), size, say)), ...(await voteTogether(both))];
        } finally {
          await both.stop();
        }
      } finally {
        await client.close();
        await servers.stop();
      }
    },
  },
];
