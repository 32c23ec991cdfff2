/**
 * The proxy of deploy/haproxy.cfg before two nodes: whoever writes by long polling or over a websocket, in the product's own client,
 * loses nothing when a node is killed, nor when one is stopped. How it is deployed is tried in test/deploy.
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { Lost, Refusal } from "../../client/live/refusal.ts";
import type { Connection } from "../../client/live/socket.ts";
import type { Reply } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import { type FrontProxy, proxyLacks, startProxy, untilServed } from "../deploy/proxy.ts";
import { freePort } from "../support/free-port.ts";
import { startServers, startTwoNodes, type TwoNodes, until } from "../support/two-nodes.ts";

jest.setTimeout(300_000);
const lacks = proxyLacks();
const servers = lacks ? { unavailable: lacks } : await startServers();
if ("unavailable" in servers) process.stdout.write(`Nobody writes through the proxy: ${servers.unavailable}\n`);

const writers = 6;
const patient = 120_000;

("unavailable" in servers ? describe.skip : describe)("through the proxy", () => {
  let proxy: FrontProxy | undefined;
  let both: TwoNodes | undefined;
  afterAll(async () => {
    await both?.stop();
    await proxy?.stop();
    if (!("unavailable" in servers)) await servers.stop();
  });

  test("a node that is killed, and one that is stopped, lose nobody's write, by either transport", async () => {
    if ("unavailable" in servers) return;
    const [port, one, two] = [await freePort(), await freePort(), await freePort()];
    proxy = await startProxy([one, two], port);
    const { url } = proxy;
    const env = { PUBLIC_URL: url, TRUSTED_PROXIES: "1", HOST: "127.0.0.1" };
    const people = ["Olga", "Ada", "Ben", "Cleo"].map((name) => ({
      name: `${name} Writer`,
      role: name === "Olga" ? ("organiser" as const) : ("member" as const),
    }));
    both = await startTwoNodes(servers, { people, env, ports: [one, two] });
    const { nodes, line } = both;
    await untilServed(proxy);

    const by = (transport: "polling" | "websocket", name: string): Connection =>
      line(url, name, { transports: [transport], withCredentials: true });
    const olga = by("websocket", "Olga Writer");
    const [sectionId, threadId] = [newId(), newId()];
    await olga.ask("forum.createSection", { id: sectionId, slug: "practice", title: "Practice" });
    await olga.ask("forum.createThread", { id: threadId, postId: newId(), sectionId, title: "One", body: "Opening" });

    const acknowledged = new Set<string>();
    const refused: string[] = [];
    let goesOn = true;
    /** The same post until it is answered, however often its line breaks. */
    async function write(own: Connection, number: number): Promise<void> {
      for (let turn = 0; goesOn; turn++) {
        const post = { id: newId(), threadId, body: `Writer ${number}, turn ${turn}`, language: "en" };
        for (let answered = false; !answered; )
          try {
            await own.ask("forum.createPost", post, 4_000);
            acknowledged.add(post.id);
            answered = true;
          } catch (thrown) {
            if (thrown instanceof Lost || (thrown instanceof Refusal && thrown.code === "unavailable")) continue;
            refused.push(String(thrown));
            answered = true;
          }
        await pause(150);
      }
    }
    const writing = Array.from({ length: writers }, (_, number) => {
      const name = people[1 + (number % 3)]?.name ?? "";
      return write(by(number % 2 === 0 ? "polling" : "websocket", name), number);
    });
    const furtherOn = async (posts: number) => {
      const wanted = acknowledged.size + posts;
      await until(() => acknowledged.size >= wanted, patient);
    };

    await furtherOn(3 * writers);
    await nodes[1].kill();
    await furtherOn(3 * writers);
    await nodes[1].start();
    await untilTaken(url, "two");
    await furtherOn(2 * writers);
    await nodes[0].end("SIGTERM");
    await furtherOn(3 * writers);
    goesOn = false;
    await Promise.all(writing);

    const stored: string[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const read = await olga.ask<Reply<"forum.readThread">>("forum.readThread", { threadId, page });
      stored.push(...read.posts.slice(page === 1 ? 1 : 0).map(({ id }) => id));
      pages = read.pages;
    }
    expect(refused).toEqual([]);
    expect(stored.sort()).toEqual([...acknowledged].sort());
  });
});

/** Until the proxy leads whoever wants this node there. */
async function untilTaken(url: string, node: string): Promise<void> {
  await until(async () => {
    const response = await fetch(`${url}/healthz`, { headers: { cookie: `__Host-node=${node}` } });
    return response.ok && response.headers.getSetCookie().length === 0;
  }, patient);
}
