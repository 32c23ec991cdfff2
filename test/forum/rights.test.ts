/** What is not yours is not there: every operation of the forum, by whoever may not, and with what does not fit. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { OperationName, Question } from "../../shared/contract.ts";
import { forum } from "../../shared/contracts/forum.ts";
import { newId } from "../../shared/ids.ts";
import { Refused } from "../support/client.ts";
import { change } from "../support/stage.ts";
import { makeSection, openThread, reply, setForumStage } from "./stories.ts";

const stage = setForumStage();
/** A section that staff alone reads, with a thread and a post of it. */
const staff = { sectionId: "", slug: "", threadId: "", postId: "" };
const canary = "canary-7f3a";

beforeAll(async () => {
  const section = await makeSection(stage.people.olga, { readers: "staff", writers: "staff" });
  const thread = await openThread(stage.people.mo, section.id, { title: `Title ${canary}`, body: `Body ${canary}` });
  Object.assign(staff, {
    sectionId: section.id,
    slug: section.slug,
    threadId: thread.id,
    postId: await reply(stage.people.mo, thread.id, `Reply ${canary}`),
  });
});

type Name = Extract<OperationName, `forum.${string}`>;
type Ids = typeof staff;
/** Each operation that names a thing, as somebody would ask it of the thing with these ids. */
const asked = (ids: Ids) =>
  ({
    "forum.readSection": { slug: ids.slug },
    "forum.createThread": { id: newId(), postId: newId(), sectionId: ids.sectionId, title: "Title", body: "Body" },
    "forum.readThread": { threadId: ids.threadId },
    "forum.createPost": { id: newId(), threadId: ids.threadId, body: "Body" },
    "forum.findPost": { postId: ids.postId },
    "forum.readPostSource": { postId: ids.postId },
    "forum.editPost": { postId: ids.postId, ...change(), body: "Body", version: 1 },
    "forum.correctLanguage": { postId: ids.postId, ...change(), language: "en" },
    "forum.readHistory": { postId: ids.postId },
    "forum.removePost": { postId: ids.postId, ...change() },
    "forum.react": { postId: ids.postId, ...change(), reaction: "heart", on: true },
    "forum.editTitle": { threadId: ids.threadId, ...change(), title: "Title" },
    "forum.followThread": { threadId: ids.threadId, ...change(), level: "follow" },
    "forum.markThreadRead": { threadId: ids.threadId, number: 1 },
    "forum.markAnswer": { postId: ids.postId, ...change(), on: true },
  }) satisfies { [N in Name]?: Question<N> };
const moderated = (ids: Ids) =>
  ({
    "forum.hidePost": { postId: ids.postId, ...change(), reason: "Why" },
    "forum.restorePost": { postId: ids.postId, ...change() },
    "forum.pinThread": { threadId: ids.threadId, ...change(), pinned: true },
    "forum.lockThread": { threadId: ids.threadId, ...change(), locked: true },
    "forum.openHeldThread": { threadId: ids.threadId, ...change() },
  }) satisfies { [N in Name]?: Question<N> };
const nowhere = (): Ids => ({ sectionId: newId(), slug: "no-such-section", threadId: newId(), postId: newId() });

/** Everything that came back, byte for byte but for the request's own id. */
async function answerOf(
  person: { fetch: (path: string, init?: RequestInit & { headers?: Record<string, string> }) => Promise<Response> },
  name: Name,
  input: Record<string, unknown>,
): Promise<string> {
  const operation = forum[name.slice("forum.".length) as keyof typeof forum];
  const [method, path] = operation.http.split(" ") as [string, string];
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_, key: string) => {
    const value = String(rest[key]);
    delete rest[key];
    return value;
  });
  const body = method === "GET" ? {} : { body: JSON.stringify(rest), headers: { "content-type": "application/json" } };
  const response = await person.fetch(`/api${filled}`, { method, ...body });
  return `${response.status} ${await response.text()}`;
}

test("what a member may not read answers every operation like what never was", async () => {
  const [real, unreal] = [asked(staff), asked(nowhere())];
  for (const name of Object.keys(real) as (keyof typeof real)[]) {
    const [yours, none] = [
      await answerOf(stage.people.ada, name, real[name]),
      await answerOf(stage.people.ada, name, unreal[name]),
    ];
    expect([name, yours]).toEqual([name, none]);
    expect([name, yours.startsWith("404 ")]).toEqual([name, true]);
  }
});

test("a visitor is asked to sign in, or finds nothing", async () => {
  for (const [name, input] of Object.entries({ ...asked(staff), ...moderated(staff) }) as [Name, never][]) {
    const access = forum[name.slice("forum.".length) as keyof typeof forum].access;
    expect([name, await stage.people.visitor.outcome(name, input)]).toEqual([
      name,
      access === "anyone" ? "not-found" : "sign-in-first",
    ]);
  }
});

test("what moderators do is for moderators", async () => {
  const open = await makeSection(stage.people.olga);
  const thread = await openThread(stage.people.ada, open.id);
  for (const [name, input] of Object.entries(moderated({ ...staff, threadId: thread.id, postId: thread.postId })) as [
    Name,
    never,
  ][])
    expect([name, await stage.people.ada.outcome(name, input)]).toEqual([name, "not-allowed"]);
});

test("no stream of what one may not read can be watched", async () => {
  const { ada, mo, visitor } = stage.people;
  for (const stream of [
    `section:${staff.sectionId}`,
    `thread:${staff.threadId}`,
    `thread:${staff.threadId}:moderators`,
    `thread:${newId()}`,
    `section:${newId()}`,
    "thread",
    "section:",
  ])
    for (const person of [ada, visitor])
      await expect(person.watch(stream)).rejects.toMatchObject({ code: "not-found" });
  await expect(mo.watch(`thread:${staff.threadId}:moderators`)).resolves.toMatchObject({ changes: expect.any(Array) });
  const open = await openThread(ada, (await makeSection(stage.people.olga)).id);
  await expect(ada.watch(`thread:${open.id}:moderators`)).rejects.toBeInstanceOf(Refused);
});

test("not a byte of it stands in any list", async () => {
  const { ada, visitor } = stage.people;
  for (const person of [ada, visitor]) {
    const all = [
      await person.http("forum.listSections", {}),
      await person.http("forum.listLatest", {}),
      await person.watch("home"),
    ];
    expect(JSON.stringify(all)).not.toContain(canary);
    expect(JSON.stringify(all)).not.toContain(staff.sectionId);
  }
});

test("guests of a webinar are visitors to the rest", async () => {
  const guest = await stage.house.guest("Gus", newId());
  const open = await makeSection(stage.people.olga);
  const members = await makeSection(stage.people.olga, { readers: "members" });
  const [inOpen, inMembers] = [
    await openThread(stage.people.ada, open.id),
    await openThread(stage.people.ada, members.id),
  ];
  expect(await guest.outcome("forum.readThread", { threadId: inOpen.id })).toBe("ok");
  expect(await guest.outcome("forum.createPost", { id: newId(), threadId: inOpen.id, body: "Hi" })).toBe("not-allowed");
  expect(
    await guest.outcome("forum.createThread", {
      id: newId(),
      postId: newId(),
      sectionId: open.id,
      title: "Hello",
      body: "Hi",
    }),
  ).toBe("not-allowed");
  expect(await guest.outcome("forum.react", { postId: inOpen.postId, ...change(), reaction: "heart", on: true })).toBe(
    "not-allowed",
  );
  expect(await guest.outcome("forum.readThread", { threadId: inMembers.id })).toBe("not-found");
});

test("when a section gets other readers, watchers lose it, and lists too; when they come back, so does it", async () => {
  const { ada, olga, visitor } = stage.people;
  const section = await makeSection(olga);
  const thread = await openThread(ada, section.id, { title: "Now you see it" });
  await visitor.watch(`thread:${thread.id}`);
  await visitor.watch("home");
  const socket = await visitor.connect();
  const removed = new Promise((resolve) => socket.once("removed", resolve));
  const gone = visitor.told(({ kind, view, id }) => kind === "thread" && id === thread.id && view === null);
  const rule = (readers: "members" | "public") => ({
    sectionId: section.id,
    ...change(),
    title: "S",
    description: "",
    readers,
    writers: "members" as const,
  });
  await olga.call("forum.changeSection", rule("members"));
  expect(await removed).toEqual({ stream: `thread:${thread.id}` });
  expect(await gone).toMatchObject({ stream: "home" });
  expect(await visitor.outcome("forum.readThread", { threadId: thread.id })).toBe("not-found");
  expect(await visitor.outcome("forum.readSection", { slug: section.slug })).toBe("not-found");
  expect(await ada.outcome("forum.readThread", { threadId: thread.id })).toBe("ok");
  const back = visitor.told(({ kind, view, id }) => kind === "thread" && id === thread.id && view !== null);
  await olga.call("forum.changeSection", rule("public"));
  expect(await back).toMatchObject({ stream: "home", view: { title: "Now you see it" } });
});

describe("what does not fit is refused", () => {
  const bad: [Name, Record<string, unknown>][] = [
    ["forum.readThread", { threadId: { $ne: null } }],
    ["forum.readThread", { threadId: ["a", "b"] }],
    ["forum.readSection", { slug: { $gt: "" } }],
    ["forum.findPost", { postId: "1; drop" }],
    ["forum.createPost", { id: newId(), threadId: newId(), body: "" }],
    ["forum.createPost", { id: newId(), threadId: newId(), body: "   " }],
    ["forum.createPost", { id: newId(), threadId: newId(), body: "x".repeat(20_001) }],
    ["forum.createPost", { id: newId(), threadId: newId(), body: "x", authorId: newId() }],
    ["forum.createPost", { id: "0192f0c0-1111-8000-8000-000000000001", threadId: newId(), body: "x" }],
    ["forum.createThread", { id: newId(), postId: newId(), sectionId: newId(), title: "ab", body: "x" }],
    ["forum.createThread", { id: newId(), postId: newId(), sectionId: newId(), title: "x".repeat(161), body: "x" }],
    ["forum.editPost", { postId: newId(), ...change(), body: "x", version: "1" }],
    ["forum.react", { postId: newId(), ...change(), reaction: "__proto__", on: true }],
    ["forum.followThread", { threadId: newId(), ...change(), level: "love" }],
    ["forum.markThreadRead", { threadId: newId(), number: -1 }],
    ["forum.listLatest", { limit: 1000 }],
    ["forum.saveDraft", { place: "anything", body: "x" }],
  ];
  test.each(bad)("%s %j", async (name, input) => {
    await expect(stage.people.ada.ask(name, input)).rejects.toMatchObject({ code: "bad-input" });
  });
});
