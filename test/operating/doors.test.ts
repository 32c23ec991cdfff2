/** What machines ask a server: whether it lives, whether it is ready, how it is. The dashboard and the alerts ask for what there is. */

import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { contract } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { eventually } from "../support/stage.ts";

let house: TestHouse;
let ada: Someone;
beforeAll(async () => {
  house = await startTestHouse();
  ada = await house.member("Ada Lind", { role: "organiser" });
});
afterAll(() => house.stop());

/** As a machine asks: no cookies, any headers, the host's name included. */
function ask(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; id: string }> {
  return new Promise((resolve, reject) => {
    request({ port: house.port, host: "127.0.0.1", path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (some: string) => {
        text += some;
      });
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text, id: String(response.headers["x-request-id"]) });
      });
    })
      .on("error", reject)
      .end();
  });
}

async function metrics(): Promise<string> {
  const { status, text } = await ask("/metrics");
  expect(status).toBe(200);
  return text;
}
const figureOf = (text: string, series: string): number =>
  Number(new RegExp(`^${series.replace(/[{}"]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);

test("it lives, and it is ready", async () => {
  expect(await ask("/healthz")).toMatchObject({ status: 200, text: "ok" });
  const { status, text } = await ask("/readyz");
  expect([status, JSON.parse(text)]).toEqual([200, { ready: true, database: "ok", outbox: "ok", server: "ok" }]);
});

describe("the metrics", () => {
  test("are for this machine alone: not through a proxy, not by another name, not by a page that found out the port", async () => {
    for (const headers of [
      { "x-forwarded-for": "127.0.0.1" },
      { forwarded: "for=127.0.0.1" },
      { via: "1.1 proxy" },
      { "x-real-ip": "127.0.0.1" },
      { host: "forum.example.org" },
    ] as Record<string, string>[])
      expect((await ask("/metrics", headers)).status).toBe(404);
    expect((await ask("/metrics", { host: `localhost:${house.port}` })).status).toBe(200);
  });

  test("count what was asked, which way, and how it ended", async () => {
    const before = await metrics();
    const id = newId();
    await ada.call("forum.createSection", { id, slug: `s-${id.slice(-12)}`, title: "Practice" });
    await ada.http("forum.listSections", {});
    await ada.outcome("forum.createSection", { id: newId(), slug: "", title: "" });
    await ada.form("forum.createSection", { id: newId(), slug: "", title: "" });
    const watched = await ada.watch("home");
    expect(watched.epoch).toBeTruthy();
    const after = await metrics();
    const more = (series: string) => figureOf(after, series) - (figureOf(before, series) || 0);

    expect(more('colloquy_operations_total{operation="forum.createSection",way="socket",outcome="ok"}')).toBe(1);
    expect(more('colloquy_operations_total{operation="forum.createSection",way="socket",outcome="bad-input"}')).toBe(1);
    expect(more('colloquy_operations_total{operation="watch",way="socket",outcome="ok"}')).toBe(1);
    expect(more('colloquy_refusals_total{code="bad-input"}')).toBeGreaterThanOrEqual(1);
    expect(more('colloquy_operation_duration_seconds_count{operation="forum.createSection",way="socket"}')).toBe(2);
    expect(more('colloquy_http_request_duration_seconds_count{route="forum.listSections",status="200"}')).toBe(1);
    expect(more('colloquy_database_duration_seconds_count{collection="sections",command="insertOne"}')).toBe(1);
    expect(figureOf(after, "colloquy_sockets")).toBe(1);
    expect(figureOf(after, "colloquy_watched_streams")).toBe(1);
    expect(figureOf(after, "colloquy_watchers")).toBe(1);
    expect(figureOf(after, "colloquy_database_up")).toBe(1);
    expect(figureOf(after, "colloquy_outbox_parked")).toBe(0);
    expect(figureOf(after, 'colloquy_ready{part="all"}')).toBe(1);
    expect(figureOf(after, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
  });

  test("have labels that are few and known: no id, no address, no path", async () => {
    for (const path of [
      `/api/threads/${newId()}`,
      `/wp-admin/${newId()}`,
      "/api/members/x@example.org",
      "/assets/none.js",
    ])
      await ask(path);
    await ada.ask(`forum.${newId()}`, {}).catch(() => {});
    const text = await metrics();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text).not.toMatch(/@|wp-admin|none\.js/);
    const named = new Set(Array.from(text.matchAll(/operation="([^"]+)"/g), ([, name]) => name));
    const known = Object.entries(contract).flatMap(([feature, verbs]) =>
      Object.keys(verbs).map((verb) => `${feature}.${verb}`),
    );
    expect([...named].filter((name) => name !== "watch" && !known.includes(name as string))).toEqual([]);
  });

  test("are what the dashboard and the alerts ask for", async () => {
    const text = await metrics();
    const there = new Set(Array.from(text.matchAll(/^# TYPE (\S+) (\S+)$/gm), ([, name]) => name as string));
    const file = (name: string) => readFileSync(join(import.meta.dirname, "../../deploy", name), "utf8");
    const { panels } = JSON.parse(file("grafana-dashboard.json")) as { panels: { targets?: { expr: string }[] }[] };
    const { groups } = parse(file("prometheus-alerts.yml")) as { groups: { rules: { expr: string }[] }[] };
    const asked = [
      ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
      ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ];
    expect(asked.length).toBeGreaterThan(20);
    const names = asked.flatMap((expr) => expr.match(/\b(colloquy|process|nodejs)_\w+/g) ?? []);
    const known = (name: string) => there.has(name) || there.has(name.replace(/_(bucket|sum|count)$/, ""));
    expect([...new Set(names)].filter((name) => !known(name))).toEqual([]);
  });
});

describe("a request's id", () => {
  test("is answered, and made here: nobody else's is believed where no proxy is trusted", async () => {
    const first = await ask("/healthz");
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ask("/healthz", { "x-request-id": "somebody-elses-0001" })).id).not.toBe("somebody-elses-0001");
  });
});

describe("another server, behind a proxy and with a Redis", () => {
  const token = "a-token-for-the-metrics-01";
  let node: NodeProcess;
  let redis: Awaited<ReturnType<typeof startRedisServer>>;
  beforeAll(async () => {
    redis = await startRedisServer();
    if ("unavailable" in redis) process.stdout.write(`Redis is not tried: ${redis.unavailable}\n`);
    node = new NodeProcess({
      env: {
        METRICS_TOKEN: token,
        TRUSTED_PROXIES: "1",
        LOG_LEVEL: "info",
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
          'process.once("SIGUSR2", () => { Promise.reject(new Error("boom\\nof ada@example.org")) })',
        )}`,
        ...("url" in redis ? { REDIS_URL: redis.url } : {}),
      },
    });
    await node.start();
  });
  afterAll(async () => {
    await node.stop();
    if ("url" in redis) await redis.stop();
  });

  test("shows its metrics to who has the token, wherever from, and to nobody else on this machine either", async () => {
    const status = async (headers: Record<string, string>, path = "/metrics") =>
      (await fetch(node.url + path, { headers })).status;
    expect(await status({ authorization: `Bearer ${token}`, "x-forwarded-for": "192.0.2.1" })).toBe(200);
    expect(await status({})).toBe(404);
    // As at any place where there is nothing.
    const wrong = { authorization: `Bearer ${token}x` };
    expect(await status(wrong)).toBe(await status(wrong, "/nothing-here"));
  });

  test("believes the proxy's id of a request where it is well-formed", async () => {
    const idFor = async (id: string) =>
      (await fetch(`${node.url}/healthz`, { headers: { "x-request-id": id } })).headers.get("x-request-id");
    expect(await idFor("edge-7f3a.0001")).toBe("edge-7f3a.0001");
    for (const made of ["short", "a b c d e f g h", "x".repeat(65), 'quo"te-and-more'])
      expect(await idFor(made)).not.toBe(made);
  });

  test("is not ready while Redis is away, names it, and is again when it is back, without a new start", async () => {
    if ("unavailable" in redis) return;
    const readiness = async () => {
      const response = await fetch(`${node.url}/readyz`);
      return { status: response.status, ...((await response.json()) as { redis: string; database: string }) };
    };
    const until = (ready: number) =>
      eventually(async () => {
        const found = await readiness();
        return found.status === ready ? found : undefined;
      });
    expect(await until(200)).toMatchObject({ redis: "ok" });
    await redis.kill();
    expect(await until(503)).toMatchObject({ redis: expect.stringMatching(/^away: /), database: "ok" });
    expect(await (await fetch(`${node.url}/healthz`)).text()).toBe("ok");
    await redis.start();
    expect(await until(200)).toMatchObject({ redis: "ok" });
  });

  test("ends at once, with one line of its log, where something broke that nobody caught", async () => {
    const code = await node.end("SIGUSR2");
    expect(code).toBe(1);
    const fatal = node.logged.filter((line) => line.includes('"level":60'));
    expect(fatal).toHaveLength(1);
    expect(JSON.parse(fatal[0] as string)).toMatchObject({ error: { message: "boom\nof ***@***" } });
    expect(node.errors).not.toMatch(/^ {4}at /m);
  });
});
