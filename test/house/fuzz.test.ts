/** Some thousand frames and bodies that no client of ours sends: the server, a process of its own, lives, and nothing in it breaks. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import type { OperationName } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { change } from "../support/stage.ts";
import { deep, harmful, nasty, operations } from "./nasty.ts";

jest.setTimeout(60_000);

const dataDir = mkdtempSync(join(tmpdir(), "colloquy-fuzz-"));
let server: ChildProcess;
let url: string;
let admin: Client;
/** What the server logged as broken, and why it ended where it did. */
const broken: string[] = [];
let ended: string | null = null;

beforeAll(async () => {
  server = spawn(process.execPath, [join(import.meta.dirname, "../../server/start.js"), "--empty", "--movable-clock"], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: "0",
      LOG_LEVEL: "error",
      NODE_ENV: "test",
      MONGO_URL: "",
      REDIS_URL: "",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let link = "";
  server.stdout?.setEncoding("utf8").on("data", (text: string) => {
    link ||= /token=([\w-]+)/.exec(text)?.[1] ?? "";
    broken.push(...text.split("\n").filter((line) => line.startsWith("{")));
  });
  server.stderr?.setEncoding("utf8").on("data", (text: string) => broken.push(text));
  server.once("exit", (code, signal) => {
    ended = `${code ?? signal}`;
  });
  url = await new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error(`it did not start: ${broken.join("\n")}`)));
    server.on("message", ({ ready }: { ready?: string }) => ready && resolve(ready));
  });
  server.send({
    liftLimits: [
      "operationsByPerson",
      "operationsByAddress",
      "signInByAddress",
      "signInByAccount",
      "tokenByAddress",
      "mailByAddress",
    ],
  });
  admin = new Client(url);
  const who = { name: "Ada Adminova", email: "ada@example.org", password: "a long way to the sea" };
  await admin.http("sessions.createFirstAdmin", { id: newId(), token: link, ...who });
});
afterAll(async () => {
  admin.close();
  const gone = new Promise((resolve) => server.once("exit", resolve));
  if (ended === null) {
    server.kill("SIGKILL");
    await gone;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** It answers, and nothing in it broke meanwhile. */
async function expectWell(): Promise<void> {
  expect(await (await fetch(`${url}/healthz`)).text()).toBe("ok");
  expect((await admin.call("members.readMe", {})).email).toBe("ada@example.org");
  expect({ ended, broken: broken.splice(0).map((line) => line.slice(0, 500)) }).toEqual({ ended: null, broken: [] });
}

/** Above it a message ends its connection: that is tried below. */
const fits = (input: unknown): boolean => (JSON.stringify(input)?.length ?? 0) < 60_000;
const sample = <T>(arbitrary: fc.Arbitrary<T>, runs: number): T[] =>
  fc.sample(arbitrary, { numRuns: runs, seed: 20_161_024 });

describe("an operation", () => {
  test("with anything at all in its fields is refused or done, and never breaks", async () => {
    const socket = await admin.connect();
    const codes = new Map<string, number>();
    const value = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...nasty) },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    );
    for (const { name, operation, keys } of operations) {
      if (operation.over === "http") continue;
      const inputs = sample(
        fc.oneof(
          value,
          fc.record(Object.fromEntries(keys.map((key) => [key, key === "changeId" ? fc.constant(newId()) : value])), {
            requiredKeys: [],
          }),
        ),
        40,
      );
      const answers = await Promise.all(
        inputs
          .filter(fits)
          .map((input) => socket.timeout(15_000).emitWithAck(name, input) as Promise<{ problem?: { code: string } }>),
      );
      for (const { problem } of answers) {
        const code = problem?.code ?? "ok";
        codes.set(code, (codes.get(code) ?? 0) + 1);
        expect([name, code]).not.toEqual([name, "internal"]);
      }
    }
    expect(codes.get("bad-input")).toBeGreaterThan(1000);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    await expectWell();
  });

  test("with every field right but one is refused or done too", async () => {
    const socket = await admin.connect();
    const id = newId;
    const [sectionId, threadId, postId, webinarId, questionId] = [id(), id(), id(), id(), id()];
    const plan = { title: "An hour", timeZone: "UTC", starts: "2026-12-01T10:00" };
    const ask = (name: OperationName, input: object) =>
      socket.timeout(15_000).emitWithAck(name, input) as Promise<{ problem?: { code: string } }>;
    await ask("forum.createSection", { id: sectionId, slug: "a-section", title: "A section" });
    await ask("forum.createThread", { id: threadId, postId, sectionId, title: "A thread", body: "Its opening." });
    await ask("webinars.createWebinar", { id: webinarId, sectionId, ...plan });
    await ask("webinars.openWebinar", { webinarId, ...change() });
    await ask("webinars.askQuestion", { id: questionId, webinarId, text: "Why?" });
    const right: [OperationName, () => object][] = [
      ["forum.readSection", () => ({ slug: "a-section", cursor: undefined, language: "en" })],
      ["forum.readThread", () => ({ threadId, page: 1, number: 1 })],
      ["forum.listLatest", () => ({ sectionId, limit: 5 })],
      [
        "forum.createPost",
        () => ({
          id: id(),
          threadId,
          body: "A reply.",
          replyTo: null,
          language: "en",
          keyQuestionId: null,
          asAsker: false,
        }),
      ],
      ["forum.editPost", () => ({ postId, ...change(), body: "Another.", version: 1 })],
      ["forum.saveDraft", () => ({ place: `thread:${threadId}`, body: "So far", title: "" })],
      ["forum.createThread", () => ({ id: id(), postId: id(), sectionId, title: "Another", body: "Its opening." })],
      ["members.listMembers", () => ({ cursor: undefined, search: "ada" })],
      ["members.suggestMembers", () => ({ search: "ada" })],
      ["members.changeMyProfile", () => ({ ...change(), name: "Ada Adminova", timeZone: "UTC", language: "en" })],
      ["notifications.listNotifications", () => ({ cursor: undefined, only: "all" })],
      ["notifications.markRead", () => ({ ...change(), id: undefined, upTo: "2026-11-22T12:00:00.000Z" })],
      ["moderation.listTriage", () => ({ cursor: undefined })],
      ["moderation.listDecisions", () => ({ cursor: undefined })],
      ["settings.listMails", () => ({ cursor: undefined })],
      [
        "dialogues.createDialogue",
        () => ({
          id: id(),
          sectionId: id(),
          slug: `d-${id()}`,
          title: "A dialogue",
          timeZone: "UTC",
          opens: "2026-12-01T10:00",
          closes: "2026-12-09T10:00",
          conceptNotes: [{ language: "en", body: "A note." }],
          keyQuestions: [],
        }),
      ],
      [
        "webinars.createWebinar",
        () => ({ id: id(), sectionId, ...plan, panellistIds: [], moderatorIds: [], minutes: 60 }),
      ],
      ["webinars.readRoom", () => ({ webinarId, desk: "desk" })],
      ["webinars.listChat", () => ({ webinarId, before: "2026-11-22T12:00:00.000Z" })],
      ["webinars.askQuestion", () => ({ id: id(), webinarId, text: "Why?", anonymous: false, language: "en" })],
      ["webinars.assign", () => ({ questionId, ...change(), version: 1, panellistId: null })],
      ["webinars.answerInWriting", () => ({ questionId, ...change(), body: "So.", toAskerOnly: false })],
      ["webinars.sendChatLine", () => ({ id: id(), webinarId, text: "Hello" })],
    ];
    for (const [name, input] of right) {
      for (const key of Object.keys(input())) {
        const answers = await Promise.all(nasty.map((value) => ask(name, { ...input(), [key]: value })));
        for (const [at, { problem }] of answers.entries())
          expect([name, key, nasty[at], problem?.code]).not.toEqual([name, key, nasty[at], "internal"]);
      }
    }
    await expectWell();
  });
});

describe("over HTTP", () => {
  test("bodies, paths, queries, cookies and forms of any kind are answered, and none with 5xx", async () => {
    const bodies = [
      ...sample(fc.string({ maxLength: 200 }), 20),
      deep(30_000),
      `{"a":${deep(20_000)}}`,
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      "[]",
      '"text"',
      "null",
      "{",
      `{"x":"${"y".repeat(70_000)}"}`,
      "\u0000",
    ];
    const types = [
      "application/json",
      "application/json; charset=utf-7",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "",
    ];
    const asked: [string, RequestInit & { headers: Record<string, string> }][] = [];
    for (const { operation, name } of operations) {
      if (harmful.test(name)) continue;
      const [method, path] = operation.http.split(" ") as [string, string];
      for (const filled of ["%00", "%E0%A4%A", "__proto__", "..%2f..%2f", newId(), "a%20b"]) {
        const at = `/api${path.replace(/:\w+/g, filled)}`;
        if (method === "GET")
          asked.push([`${at}?__proto__=x&constructor=y&a[b]=c&cursor=%00&limit=NaN&page=-1&%E0%A4%A`, { headers: {} }]);
        else {
          const at2 = asked.length % bodies.length;
          const type = types[asked.length % types.length] as string;
          asked.push([at, { method, body: bodies[at2] as string, headers: type ? { "content-type": type } : {} }]);
        }
      }
    }
    for (const body of bodies)
      for (const type of types)
        asked.push(["/api/threads/x/posts", { method: "POST", body, headers: type ? { "content-type": type } : {} }]);
    const cookies = [
      "access=%E0%A4%A; refresh=x",
      `access=${"a".repeat(5000)}`,
      "__proto__=x; access=__proto__",
      "=;;=",
      "access=a.b.c",
    ];
    for (const cookie of cookies) asked.push(["/api/me", { headers: { cookie } }]);
    for (const authorization of ["Bearer ", "Bearer x", "bearer a.b.c", `Bearer ${"x".repeat(5000)}`, "Basic x"])
      asked.push(["/api/me", { headers: { authorization } }]);

    const failed: string[] = [];
    for (let from = 0; from < asked.length; from += 50)
      await Promise.all(
        asked.slice(from, from + 50).map(async ([path, init]) => {
          const response = await admin.fetch(path, init);
          const text = await response.text();
          if (response.status >= 500 || !text.startsWith("{"))
            failed.push(`${init.method ?? "GET"} ${path} ${response.status} ${text.slice(0, 200)}`);
        }),
      );
    expect(failed).toEqual([]);
    await expectWell();
  });

  test("outside /api nothing of the server's insides is told", async () => {
    const told: string[] = [];
    const look = async (what: string, response: Response) => {
      const text = await response.text();
      if (/node_modules|server\/|at \w+ \(|\.ts:\d/.test(text))
        told.push(`${what}: ${response.status} ${text.slice(0, 300)}`);
    };
    const form = "application/x-www-form-urlencoded";
    for (const path of [
      "/%E0%A4%A",
      "/threads/%E0%A4%A",
      "/%00",
      "/sections/..%2f..",
      "/assets/%E0%A4%A",
      "/__proto__",
    ])
      await look(path, await admin.fetch(path));
    const forms = [
      "a=%E0%A4%A",
      "__proto__=x&__proto__=y",
      "x=1&".repeat(300),
      "x".repeat(300_000),
      "_from=//evil.example&_to=//evil.example",
    ];
    for (const body of forms)
      for (const operation of ["forum.createPost", "__proto__", "constructor", "%E0%A4%A"])
        await look(
          `/do/${operation}`,
          await admin.fetch(`/do/${operation}`, { method: "POST", body, headers: { "content-type": form } }),
        );
    await look(
      "charset",
      await admin.fetch("/do/forum.createPost", {
        method: "POST",
        body: "a=b",
        headers: { "content-type": `${form}; charset=utf-7` },
      }),
    );
    expect(told).toEqual([]);
    expect(ended).toBeNull();
    expect(await (await fetch(`${url}/healthz`)).text()).toBe("ok");
    // A page that could not be drawn for want of its build is no fault of this test's.
    broken.length = 0;
  });
});

describe("over a socket", () => {
  /** A socket of the signed-in admin, without a client's manners. */
  async function raw(): Promise<WebSocket> {
    const headers = { cookie: admin.cookieHeader, origin: url };
    const Undici = WebSocket as unknown as new (url: string, options: object) => WebSocket;
    const socket = new Undici(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, { headers });
    socket.binaryType = "arraybuffer";
    await new Promise((resolve, reject) => {
      socket.addEventListener("message", resolve, { once: true });
      socket.addEventListener("error", () => reject(new Error("no socket")), { once: true });
    });
    socket.send("40");
    await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
    return socket;
  }

  test("frames of any shape are survived: unknown, reserved, without acknowledgement, deep, binary, broken", async () => {
    const events = [
      "error",
      "disconnect",
      "connect",
      "connect_error",
      "newListener",
      "constructor",
      "__proto__",
      "toString",
      "hasOwnProperty",
      "watch",
      "unwatch",
      "forum.createPost",
      "sessions.signIn",
      "",
      "x".repeat(5000),
    ];
    const packets = [
      ...events.flatMap((event) => nasty.map((value) => `42${JSON.stringify([event, value])}`)),
      ...events.flatMap((event, at) => [
        `42${at}${JSON.stringify([event])}`,
        `42${JSON.stringify([event, null, 1, 2])}`,
      ]),
      ...[
        "42",
        "42[",
        "42[]",
        "42{}",
        "42null",
        "42[1]",
        "42[null]",
        "42[[]]",
        "42[{}]",
        "4",
        "49",
        "4x",
        "41",
        "44{}",
      ],
      ...[
        "451-",
        "45",
        "451-[",
        '451-["watch",{"_placeholder":true,"num":0}]',
        '459999999-["watch",{"_placeholder":true,"num":9}]',
        "46",
        "461-[]",
      ],
      ...[
        "40/other,",
        "40/__proto__,{}",
        "42/other,[]",
        "43[]",
        "43999[]",
        '4399999999999999999999["x"]',
        "2probe",
        "3",
        "5",
        "6",
        "",
        "\u0000",
      ],
      `42["watch",${deep(15_000)}]`,
      `42${deep(20_000)}`,
      ...sample(fc.string({ maxLength: 60 }), 400).map((text) => `4${text}`),
      ...sample(fc.jsonValue({ maxDepth: 4 }), 400).map((value) => `42${JSON.stringify(value)}`),
    ];
    let socket = await raw();
    let sent = 0;
    for (const packet of packets) {
      // What is broken ends its connection, as it should; the next goes over a new one.
      if (socket.readyState !== WebSocket.OPEN) socket = await raw();
      socket.send(packet);
      if (++sent % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    for (const bytes of sample(fc.uint8Array({ maxLength: 300 }), 100)) {
      if (socket.readyState !== WebSocket.OPEN) socket = await raw();
      socket.send(bytes as Uint8Array<ArrayBuffer>);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    socket.close();
    await expectWell();
  });

  test("streams of any name and window are refused or watched", async () => {
    const socket = await admin.connect();
    const ask = (input: unknown) =>
      socket.timeout(15_000).emitWithAck("watch", input) as Promise<{ problem?: { code: string } }>;
    const names = [
      "home",
      `thread:${newId()}`,
      "thread:",
      "thread",
      ":",
      "::::",
      "__proto__",
      "constructor:x",
      `person:${"x".repeat(190)}`,
      "triage:a:b",
      "webinar:x:desk",
      "chat:$ne",
    ];
    for (const stream of names) {
      const requests = nasty.flatMap((value) => [
        { stream, window: value },
        { stream, held: value },
        { stream, held: [value] },
        { stream, cursor: value },
        { stream, cursor: { epoch: value, revision: 1 } },
        { stream, cursor: { epoch: "x", revision: value } },
        { stream, [String(value).slice(0, 50)]: value },
      ]);
      for (const { problem } of await Promise.all(requests.map(ask)))
        expect([stream, problem?.code]).not.toEqual([stream, "internal"]);
    }
    await expectWell();
  });

  test("a message above 64 KB ends its connection alone", async () => {
    const socket = await raw();
    const closed = new Promise((resolve) => socket.addEventListener("close", resolve, { once: true }));
    socket.send(`42${JSON.stringify(["watch", { stream: "x".repeat(70_000) }])}`);
    await closed;
    await expectWell();
  });
});
