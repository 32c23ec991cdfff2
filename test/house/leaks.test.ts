/** The leak matrix: everyone who may not, by every way to read, comes across nothing that is private; and what is not one's own does not exist. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { setPassword } from "../../server/features/members/index.ts";
import { liftLimits } from "../../server/platform/limits.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { builtClient } from "../../server/platform/pages/render-bundle.ts";
import { contract, type OperationName, streams } from "../../shared/contract.ts";
import { newId } from "../../shared/ids.ts";
import type { Operation } from "../../shared/operation.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";
import { change, inMinutes } from "../support/stage.ts";
import {
  foundHouse,
  type Hidden,
  type Role,
  roles,
  type Secret,
  takenAway,
  type World,
  writtenNow,
} from "./private-things.ts";

jest.setTimeout(120_000);
const drawn = existsSync(join(builtClient, ".vite/manifest.json"));

let house: TestHouse;
let world: World;
let secrets: Secret[];
let hidden: Hidden[];
/** What each role came across, and where. */
const read = new Map<Role, { where: string; bytes: string }[]>(roles.map((role) => [role, []]));

const operations = Object.entries(contract).flatMap(([feature, verbs]) =>
  Object.entries(verbs as Record<string, Operation>).map(([verb, operation]) => ({
    name: `${feature}.${verb}` as OperationName,
    operation,
    keys: Object.keys((operation.input as z.ZodObject).shape),
  })),
);

beforeAll(async () => {
  house = await startTestHouse({ pages: drawn });
  liftLimits("operationsByPerson", "operationsByAddress", "mailByAddress", "mailByAccount");
  world = { house, ...(await foundHouse(house)) };
  const { people } = world;
  await setPassword(people.ada.id, "a long way to the sea");
  const gone = await takenAway(world);
  for (const role of roles) await listenAs(role);
  for (const [role, state] of [
    ["banned", "banned"],
    ["suspended", "suspended"],
  ] as const) {
    const memberId = (people[role] as Someone).id;
    const reason = "VESTIGIAL-BAN";
    await people.organiser.call("members.changeState", { memberId, ...change(), state, reason });
  }
  const now = await writtenNow(world);
  secrets = [
    ...gone,
    ...now.secrets,
    { what: "why somebody was banned", words: ["VESTIGIAL-BAN"], found: ["moderator", "host", "organiser"] },
    { what: "a hash of a password", words: ["$argon2"], found: [] },
  ];
  hidden = now.hidden;
  for (const role of roles) {
    await askEverything(role);
    await watchEverything(role);
    if (drawn) await openEveryPage(role);
  }
});
afterAll(() => house.stop());

function note(role: Role, where: string, bytes: string): void {
  const own = (world.people[role] as Partial<Someone>).id;
  // Everybody reads the own address.
  read.get(role)?.push({ where, bytes: own ? bytes.replaceAll(`${own}@example.org`, "") : bytes });
}

/** Watches whatever may be watched from now on, and keeps every event. */
async function listenAs(role: Role): Promise<void> {
  const client = world.people[role];
  const socket = await client.connect();
  socket.onAny((event: string, payload: unknown) => note(role, `told: ${event}`, JSON.stringify(payload)));
  for (const stream of everyStream()) await client.watch(stream).catch(() => {});
}

function everyStream(): string[] {
  const { known } = world;
  const of = (key: string) => [...(known[key] ?? [])];
  const named: Record<keyof typeof streams, string[]> = {
    home: ["home"],
    person: of("personId").map((id) => `person:${id}`),
    thread: of("threadId").flatMap((id) => [`thread:${id}`, `thread:${id}:moderators`]),
    section: of("sectionId").map((id) => `section:${id}`),
    dialogue: of("dialogueId").map((id) => `dialogue:${id}`),
    webinar: of("webinarId").flatMap((id) => ["room", "panel", "desk"].map((desk) => `webinar:${id}:${desk}`)),
    chat: of("webinarId").map((id) => `chat:${id}`),
    triage: of("sectionId").map((id) => `triage:${id}:en`),
  };
  return Object.values(named).flat();
}

/** What to ask for, by the name of the field. A new way to read needs its ids here. */
const values = (): Record<string, (string | number | undefined)[]> => {
  const of = (key: string) => [...(world.known[key] ?? [])];
  return {
    ...Object.fromEntries(
      ["sectionId", "slug", "threadId", "postId", "questionId", "webinarId", "dialogueId", "mailId"].map((key) => [
        key,
        of(key),
      ]),
    ),
    place: of("threadId").map((id) => `thread:${id}`),
    desk: ["room", "panel", "desk"],
    search: ["a", "reserved", "g", "nonnamed", "an"],
    only: [undefined],
    limit: [30],
    page: [undefined],
    number: [undefined, 1],
    language: [undefined, "en"],
    before: [undefined],
    beforeId: [undefined, ...of("chatLineId").slice(0, 1)],
    cursor: [undefined],
  };
};

const reading = operations.filter(({ operation }) => operation.http.startsWith("GET "));

test("every way to read is known here", () => {
  const known = Object.keys(values());
  for (const { name, keys } of reading)
    for (const key of keys) expect([name, known]).toEqual([name, expect.arrayContaining([key])]);
});

const combinations = (keys: string[]): Record<string, unknown>[] =>
  keys.reduce<Record<string, unknown>[]>(
    (inputs, key) =>
      inputs.flatMap((input) =>
        (values()[key] ?? []).map((value) => (value === undefined ? input : { ...input, [key]: value })),
      ),
    [{}],
  );

async function askEverything(role: Role): Promise<void> {
  const client = world.people[role];
  for (const { name, keys } of reading)
    for (const input of combinations(keys))
      note(role, `${name} ${JSON.stringify(input)}`, await bytesOf(client, name, input));
  note(role, "openapi", await (await client.fetch("/api/openapi.json")).text());
}

/** The answer as it comes over HTTP, with its status. */
async function bytesOf(client: Client, name: OperationName, input: Record<string, unknown>): Promise<string> {
  const { operation } = operations.find((one) => one.name === name) as (typeof operations)[number];
  const [method, path] = operation.http.split(" ") as [string, string];
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_, key: string) => {
    const value = String(rest[key]);
    delete rest[key];
    return encodeURIComponent(value);
  });
  const asked = method === "GET" ? `?${new URLSearchParams(rest as Record<string, string>)}` : "";
  const response = await client.fetch(`/api${filled}${asked}`, {
    method,
    ...(method === "GET" ? {} : { body: JSON.stringify(rest), headers: { "content-type": "application/json" } }),
  });
  return `${response.status} ${await response.text()}`;
}

/** As a new watcher, as one that missed everything, and as one that makes up what it holds. */
async function watchEverything(role: Role): Promise<void> {
  const { known, people } = world;
  const client = (people[role] as Partial<Someone>).id
    ? await house.again(people[role] as Someone).catch(() => null)
    : house.visitor();
  const ids = Object.values(known).flatMap((some) => [...some]);
  const kinds = [...new Set(Object.values(streams).flatMap(({ kinds }) => Object.keys(kinds)))];
  const held = kinds.flatMap((kind) => ids.map((id) => `${kind}:${id}`));
  const socket = await (client ?? house.visitor()).connect();
  const ask = async (request: object) => JSON.stringify(await socket.timeout(10_000).emitWithAck("watch", request));
  const nothing = await ask({ stream: `thread:${newId()}` });
  for (const stream of everyStream()) {
    const answer = await ask({ stream, ...(stream.startsWith("thread") ? { window: { pages: [1] } } : {}) });
    note(role, `watch ${stream}`, answer);
    const { ok } = JSON.parse(answer) as { ok?: { epoch: string } };
    if (!ok) {
      expect([role, stream, answer]).toEqual([role, stream, nothing]);
      continue;
    }
    note(role, `watch ${stream} from the beginning`, await ask({ stream, cursor: { epoch: ok.epoch, revision: 0 } }));
    for (let from = 0; from < held.length; from += 400)
      note(role, `watch ${stream} as held`, await ask({ stream, held: held.slice(from, from + 400) }));
    await socket.timeout(10_000).emitWithAck("unwatch", { stream });
  }
}

async function openEveryPage(role: Role): Promise<void> {
  const client = world.people[role];
  const of = (key: string) => [...(world.known[key] ?? [])];
  const webinars = of("webinarId").flatMap((id) =>
    ["", "/panel", "/desk", "/stage", "/guests", "/edit"].map((end) => `/webinars/${id}${end}`),
  );
  const dialogues = of("slug").flatMap((slug) =>
    ["", "/edit", "/conclusions", "/figures"].map((end) => `/dialogues/${slug}${end}`),
  );
  const pages = [
    ...[
      "/",
      "/forum",
      "/dialogues",
      "/inbox",
      "/triage",
      "/decisions",
      "/members",
      "/account",
      "/settings",
      "/settings/mails",
      "/sign-in",
    ],
    ...of("mailId").map((id) => `/settings/mails/${id}`),
    ...of("slug").flatMap((slug) => [`/sections/${slug}`, `/sections/${slug}/new`]),
    ...of("threadId").map((id) => `/threads/${id}`),
    ...of("postId").flatMap((id) => [`/posts/${id}`, `/posts/${id}/history`]),
    ...webinars,
    ...dialogues,
  ];
  for (const page of pages) note(role, `page ${page}`, await (await client.fetch(page)).text());
}

describe("nobody comes across", () => {
  test.each(roles)("%s: what is not for them", (role) => {
    const pieces = read.get(role) ?? [];
    expect(pieces.length).toBeGreaterThan(50);
    const leaks = secrets
      .filter(({ found, may = [] }) => ![...found, ...may].includes(role))
      .flatMap(({ what, words, except }) =>
        pieces
          .filter(({ where, bytes }) => !except?.test(where) && words.some((word) => bytes.includes(word)))
          .map(({ where }) => `${what}: ${where}`),
      );
    expect(leaks).toEqual([]);
  });

  test("and those for whom it is do, so that these eyes are known to see", () => {
    const missed = secrets.flatMap(({ what, words, found, except }) =>
      found
        .filter(
          (role) =>
            !read
              .get(role)
              ?.some(({ where, bytes }) => !except?.test(where) && words.some((word) => bytes.includes(word))),
        )
        .map((role) => `${what}: ${role}`),
    );
    expect(missed).toEqual([]);
  });
});

describe("what is not one's own does not exist", () => {
  /** An input that fits, as far as its shape tells; `key` names the thing. */
  function sample({ operation }: (typeof operations)[number], key: string, id: string): Record<string, unknown> {
    const shape = z.toJSONSchema(operation.input, { io: "input" }) as Shape;
    const required = (shape.required ?? []).map((one) => [one, valueFor(one, shape.properties?.[one] ?? {})]);
    return { ...Object.fromEntries(required), [key]: id };
  }
  interface Shape {
    type?: string;
    enum?: string[];
    minimum?: number;
    minLength?: number;
    properties?: Record<string, Shape>;
    required?: string[];
  }
  function valueFor(key: string, { type, enum: choices, minimum, minLength }: Shape): unknown {
    if (choices) return choices[0];
    if (/Id$|^id$/.test(key)) return newId();
    if (key === "timeZone") return "UTC";
    if (/^(starts|opens|closes)$/.test(key)) return "2026-12-01T10:00";
    if (key === "language") return "en";
    if (key === "email") return "somebody@example.net";
    if (type === "integer" || type === "number") return Math.max(1, minimum ?? 1);
    if (type === "boolean") return true;
    if (type === "array") return [];
    return "some words that are long enough".slice(0, Math.max(minLength ?? 5, 25));
  }

  test.each(roles)("%s: every operation answers as for an id never given, byte for byte", async (role) => {
    const client = world.people[role];
    const told: string[] = [];
    for (const { key, id, readers } of hidden) {
      if (readers.includes(role)) continue;
      for (const one of operations) {
        if (!one.keys.includes(key) || one.operation.over === "http") continue;
        const input = sample(one, key, id);
        const never = { ...input, [key]: key === "slug" ? "never-given" : newId() };
        for (const [way, answer] of [
          ["http", (asked: Record<string, unknown>) => bytesOf(client, one.name, asked)],
          ["socket", (asked: Record<string, unknown>) => answerOf(client, one.name, asked)],
        ] as const) {
          if (one.operation.over === "socket" && way === "http") continue;
          const [there, nowhere] = [await answer(input), await answer(never)];
          if (there !== nowhere) told.push(`${one.name} ${key} over ${way}: ${there} is not ${nowhere}`);
        }
      }
    }
    expect(told).toEqual([]);
  });

  test("what one sent before and sends again shows no more than one may read now", async () => {
    const { ada, organiser, panellist } = world.people as World["people"] & Record<"organiser" | "panellist", Someone>;
    const section = { id: newId(), slug: `s-${newId()}`, title: "Ours" };
    await organiser.call("forum.createSection", { ...section, readers: "members" });
    const thread = { id: newId(), postId: newId(), sectionId: section.id, title: "Mine", body: "All mine." };
    await ada.call("forum.createThread", thread);
    const webinarId = newId();
    const plan = { title: "Ours alone", timeZone: "UTC", starts: inMinutes(5), moderatorIds: [] };
    const panellistIds = [panellist.id];
    await organiser.call("webinars.createWebinar", { id: webinarId, sectionId: section.id, ...plan, panellistIds });
    await organiser.call("webinars.openWebinar", { webinarId, ...change() });
    const { id: questionId } = await ada.call("webinars.askQuestion", { id: newId(), webinarId, text: "Whose?" });
    const taking = { questionId, ...change(), version: 1 };
    await panellist.call("webinars.take", taking);

    const { id: sectionId, title } = section;
    const staff = { readers: "staff", writers: "staff", description: "" };
    await organiser.call("forum.changeSection", { sectionId, ...change(), title, ...staff });
    await organiser.call("webinars.changeWebinar", { webinarId, ...change(), ...plan, panellistIds: [] });
    await organiser.call("forum.createPost", { id: newId(), threadId: thread.id, body: "AMONG-US" });
    const answer = { questionId, ...change(), body: "AMONG-US" };
    await organiser.call("webinars.answerInWriting", answer);
    await settled();
    await organiser.call("forum.readThread", { threadId: thread.id });

    const again = await ada.call("forum.createThread", thread);
    expect(again).toMatchObject({ id: thread.id, lastPost: null });
    expect(await panellist.outcome("webinars.take", taking)).toBe("not-found");
  });

  async function answerOf(client: Client, name: OperationName, input: object): Promise<string> {
    const socket = await (role(client) ? client : house.visitor()).connect();
    return JSON.stringify(await socket.timeout(10_000).emitWithAck(name, input));
  }
  /** Whose sessions have ended have no socket any more. */
  const role = (client: Client) => client !== world.people.banned && client !== world.people.suspended;
});
