/** What the replay is played on: a server, or two nodes that the people are spread over, one of which is killed in the midst. */
import { setTimeout as pause } from "node:timers/promises";
import { instantOf } from "../../server/features/dialogues/local-time.ts";
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startServers } from "../support/two-nodes.ts";
import * as screenplay from "./screenplay.ts";

export interface Playhouse {
  /** Where whoever comes next is sent. */
  readonly url: string;
  readonly firstAdminLink: string;
  /** Moves the time, on every node. */
  setClock(instant: Date): Promise<void>;
  /** Ends all of it. */
  stop(): Promise<unknown>;
}

/** So many minutes into the hour one of the nodes is killed, and started again. */
const [killedAt, startedAgainAt] = [30, 42];

export interface TwoServers extends Playhouse {
  /** How many people had to go to the other node. */
  readonly moved: number;
}

/** Two nodes on a MongoDB-protocol server and Redis; or what is missing for them. */
export async function openTwoServers(say: (line: string) => void): Promise<TwoServers | { unavailable: string }> {
  const servers = await startServers();
  if ("unavailable" in servers) return servers;
  const { mongoUrl, redisUrl } = servers;
  const env = { MONGO_URL: mongoUrl, REDIS_URL: redisUrl, SECRET: "4be07d21c9f3a86e5d10b7c2f49a6e83" };
  const nodes = [new NodeProcess({ env }), new NodeProcess({ env })] as const;
  // The first one alone has the first admin's link to print.
  for (const node of nodes) await node.start();
  const doors = await Promise.all([
    openFrontDoor(() => nodes.map(({ port }) => port)),
    openFrontDoor(() => nodes.map(({ port }) => port).reverse()),
  ]);
  const begins = instantOf(screenplay.webinar.starts, screenplay.zone).getTime();
  const minuteOf = (instant: Date): number => (instant.getTime() - begins) / 60_000;
  let next = 0;
  let killing: Promise<void> | undefined;
  let restarted = false;
  let moved = 0;

  /** In the midst of what people do. They come back through the same door, to the other node; time goes on when they are there. */
  async function killSecond(): Promise<void> {
    const door = doors[1] as FrontDoor;
    const there = door.open();
    await pause(20 + Math.random() * 300);
    await nodes[1].kill();
    for (let tries = 0; door.open() < there * 0.95 && tries < 300; tries++) await pause(100);
    moved = door.open();
    await pause(2_000);
    say(`One of the two nodes is killed in minute ${killedAt}; ${moved} connections come back to the other`);
  }

  return {
    get url() {
      return (doors[next++ % doors.length] as FrontDoor).url;
    },
    firstAdminLink: nodes[0].firstAdminLink,
    get moved() {
      return moved;
    },
    async setClock(instant) {
      const minute = minuteOf(instant);
      await killing;
      if (killing && !restarted && minute >= startedAgainAt) {
        restarted = true;
        await nodes[1].start();
        say(`It is started again in minute ${startedAgainAt}`);
      }
      // One after the other. One that is down reads the time when it starts.
      for (const node of nodes) if (node.running) await node.setClock(instant);
      if (minute >= killedAt) killing ??= killSecond();
    },
    async stop() {
      for (const door of doors) await door.stop();
      await Promise.all(nodes.map((node) => node.stop()));
      await servers.stop();
    },
  };
}
