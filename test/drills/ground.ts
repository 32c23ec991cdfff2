/** Where a drill is held: nodes in processes of their own on an empty database, and people who are signed in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MadePerson, makePeople, type PersonWish } from "../support/make-people.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startServers, startTwoNodes } from "../support/two-nodes.ts";

/** The address that every node is told to be known by; what stands before them leads there. */
export const publicUrl = "http://colloquy.test";

export interface Ground {
  readonly nodes: NodeProcess[];
  readonly people: MadePerson[];
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** So many people, the first of them an organiser. */
export const crowd = (count: number): PersonWish[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `Person ${numberName(at)}`,
    role: at === 0 ? "organiser" : "member",
  }));

/** Names must not be confusable, so numbers are written in letters. */
const numberName = (at: number): string => [...String(at)].map((digit) => "bcdfghjklm"[Number(digit)]).join("a");

/** One node on the embedded engine, in a folder of its own where none is given. */
export async function embeddedGround(
  people: PersonWish[],
  env: Record<string, string> = {},
  folder?: string,
): Promise<Ground> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), "colloquy-drill-"));
  const all = { PUBLIC_URL: publicUrl, ...env };
  const made = await makePeople({ dataDir, env: all }, people);
  const node = new NodeProcess({ dataDir, env: all });
  await node.start();
  return {
    nodes: [node],
    people: made,
    dataDir,
    async stop() {
      await node.end("SIGKILL");
      if (!folder) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two nodes on one database and one Redis, as they stand in a deployment. */
export async function twoNodes(wishes: PersonWish[]): Promise<Ground | { unavailable: string }> {
  const servers = await startServers();
  if ("unavailable" in servers) return servers;
  try {
    const both = await startTwoNodes(servers, { people: wishes, env: { PUBLIC_URL: publicUrl } });
    return {
      nodes: [...both.nodes],
      people: [...both.people.values()],
      dataDir: both.nodes[0].dataDir,
      async stop() {
        await both.stop();
        await servers.stop();
      },
    };
  } catch (thrown) {
    await servers.stop();
    throw thrown;
  }
}
