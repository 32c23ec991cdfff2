/** Whatever people write, and wherever they write it: nothing of it runs in anybody's browser. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { createMember } from "../../../server/features/members/index.ts";
import { nowMs } from "../../../server/platform/clock.ts";
import { liftLimits } from "../../../server/platform/limits.ts";
import { settled } from "../../../server/platform/outbox/index.ts";
import { system } from "../../../server/platform/person.ts";
import { newId } from "../../../shared/ids.ts";
import { Refused } from "../../support/client.ts";
import type { Someone } from "../../support/house.ts";
import { openWindows, type Windows } from "../forum/windows.ts";
import { holdQuestions } from "../moderation/held.ts";
import { texts, vectors } from "./vectors.ts";
import { type Watchful, watchful } from "./watchful.ts";

jest.setTimeout(180_000);

let windows: Windows;
let admin: Someone;
let eve: Someone;
let page: Page;
let watch: Watchful;
const putBack = liftLimits("operationsByPerson", "operationsByAddress");
const [sectionId, threadId, webinarId] = [newId(), newId(), newId()];
const held = "vectors-held";

beforeAll(async () => {
  windows = await openWindows();
  const { house } = windows;
  admin = await house.member("Vera Admin", { role: "admin" });
  eve = await house.member("Eve Writer");
  await admin.call("forum.createSection", { id: sectionId, slug: "vectors", title: "Vectors", writers: "members" });
  await eve.call("forum.createThread", { id: threadId, postId: newId(), sectionId, title: "Vectors", body: "First" });
  page = await windows.open(admin, "/sign-in");
  watch = await watchful(page, house.url);
});
afterAll(async () => {
  putBack();
  await windows?.close();
});

/** Goes there, waits until the script has taken over, and looks: what was written stands there as text, and that is all. */
async function visit(path: string, shows = true): Promise<void> {
  await page.goto(windows.house.url + path);
  await page.locator("main, [role=main]").first().waitFor();
  await page.waitForLoadState("networkidle");
  expect({ path, found: await watch.look() }).toEqual({ path, found: [] });
  if (shows) expect({ path, shown: (await page.innerText("body")).includes("__x") }).toEqual({ path, shown: true });
}

/** A field may refuse a text; it may not let it run. Returns how many it took. */
async function put(all: readonly string[], write: (text: string) => Promise<unknown>): Promise<number> {
  let taken = 0;
  for (let at = 0; at < all.length; at += 20) {
    const done = await Promise.all(
      all.slice(at, at + 20).map((text) =>
        write(text).then(
          () => 1,
          (thrown: unknown) => {
            if (!(thrown instanceof Refused)) throw thrown;
            return 0;
          },
        ),
      ),
    );
    taken += done.reduce((sum: number, one) => sum + one, 0);
  }
  return taken;
}

test("there are enough of them, and the browser that watches sees what would run", async () => {
  expect(vectors.length).toBeGreaterThan(300);
  const open = await (await page.context().browser())?.newPage();
  const looks = await watchful(open as Page, "http://nowhere.example");
  await open?.route("**/*", (route) =>
    route.fulfill({ contentType: "text/html", body: `<main><img src=x onerror="window.__x=1"></main>` }),
  );
  await open?.goto("http://nowhere.example/");
  await open?.waitForFunction(() => "__x" in window);
  expect((await looks.look()).join()).toMatch(/it ran.*a handler/);
  await open?.close();
});

test("posts, told to whoever has the thread open, and drawn by the server", async () => {
  await visit(`/threads/${threadId}`, false);
  const bodies = texts(1500, "\n\n");
  expect(await put(bodies, (body) => eve.call("forum.createPost", { id: newId(), threadId, body }))).toBe(
    bodies.length,
  );
  await settled();
  await page.waitForLoadState("networkidle");
  expect(await watch.look()).toEqual([]);
  const pages = Math.ceil((bodies.length + 1) / 20);
  for (let number = 1; number <= pages; number++) await visit(`/threads/${threadId}?page=${number}`);
  expect(await page.locator(".post-body").count()).toBeGreaterThan(0);
});

test("each alone in a post, so that none hides behind another", async () => {
  const alone = newId();
  await eve.call("forum.createThread", { id: alone, postId: newId(), sectionId, title: "Alone", body: "First" });
  await put(vectors, (body) => eve.call("forum.createPost", { id: newId(), threadId: alone, body }));
  for (let number = 1; number <= Math.ceil((vectors.length + 1) / 20); number++)
    await visit(`/threads/${alone}?page=${number}`);
});

test("an edited post, its history, its preview and a quote of it", async () => {
  const postId = newId();
  let { version } = await eve.call("forum.createPost", { id: postId, threadId, body: "Before" });
  const bodies = texts(15_000, "\n\n");
  for (const body of bodies)
    ({ version } = await eve.call("forum.editPost", { postId, changeId: newId(), version, body }));
  await visit(`/posts/${postId}/history`);
  await visit(`/posts/${postId}`);
  await page.goto(`${windows.house.url}/sections/vectors/new`);
  const box = page.locator("#first-post");
  await box.fill(bodies[0] as string);
  await page.locator("button", { hasText: "Preview" }).click();
  await page.locator(".preview .post-body").waitFor();
  expect(await watch.look()).toEqual([]);
});

test("titles of threads, in lists, on the home page, in the rails", async () => {
  const titles = texts(160);
  const taken = await put(titles, (title) =>
    eve.call("forum.createThread", { id: newId(), postId: newId(), sectionId, title, body: title }),
  );
  expect(taken).toBe(titles.length);
  await settled();
  await visit("/");
  await visit("/forum");
  await page.goto(`${windows.house.url}/sections/vectors`);
  for (let pages = 0; pages < 12; pages++) {
    await page.waitForLoadState("networkidle");
    expect(await watch.look()).toEqual([]);
    const next = page.locator("a[rel=next]");
    if ((await next.count()) === 0) break;
    await page.goto(new URL((await next.getAttribute("href")) as string, windows.house.url).href);
  }
});

test("sections: their titles and descriptions", async () => {
  const descriptions = texts(600);
  await put(descriptions, (description) =>
    admin.call("forum.createSection", {
      id: newId(),
      slug: `s-${newId()}`,
      title: vectors.find(({ length }) => length < 120) as string,
      description,
    }),
  );
  await visit("/forum");
  await visit("/");
});

test("names and organisations, of members and guests, wherever they stand", async () => {
  const names = texts(80);
  const organisations = texts(120);
  const people: Someone[] = [];
  for (const [index, name] of names.entries()) {
    const [id, organisation] = [newId(), organisations[index % organisations.length] as string];
    const member = { id, name, organisation, email: `${id}@example.org`, role: "member" as const, country: null };
    try {
      await createMember(system, { ...member, gender: "unsaid", language: "en", timeZone: "UTC" });
      people.push(await windows.house.again({ id, name } as Someone));
    } catch {
      // Looks like another, or is written in several alphabets: refused, so it stands nowhere.
    }
  }
  expect(people.length).toBeGreaterThan(names.length / 2);
  const named = newId();
  await eve.call("forum.createThread", { id: named, postId: newId(), sectionId, title: "Named", body: "First" });
  for (const [index, person] of people.entries())
    await person.call("forum.createPost", { id: newId(), threadId: named, body: `Reply ${index}` });
  await settled();
  for (let number = 1; number <= Math.ceil((people.length + 1) / 20); number++)
    await visit(`/threads/${named}?page=${number}`);
  await visit("/members");
  await visit("/");
  const theirs = await windows.open(eve, `/threads/${named}`);
  const looks = await watchful(theirs, windows.house.url);
  await theirs.goto(`${windows.house.url}/inbox`);
  await theirs.waitForLoadState("networkidle");
  expect(await looks.look()).toEqual([]);
  const account = await windows.open(people[0] as Someone, "/account");
  expect(await account.inputValue("#organisation")).toBe(
    (await people[0]?.http("members.readMe", {}))?.person?.organisation,
  );
});

test("questions, chat, written answers and biographies in the webinar's room, told and drawn", async () => {
  await admin.call("webinars.createWebinar", {
    id: webinarId,
    sectionId,
    title: texts(160)[0] as string,
    timeZone: "UTC",
    starts: new Date(nowMs() + 60_000).toISOString().slice(0, 16),
    minutes: 60,
    panellistIds: [admin.id],
    moderatorIds: [admin.id],
  });
  await visit(`/webinars/${webinarId}`);
  await admin.call("webinars.openWebinar", { webinarId, changeId: newId() });
  await visit(`/webinars/${webinarId}`);
  await put(texts(400), (text) => eve.call("webinars.askQuestion", { id: newId(), webinarId, text }));
  await put(texts(500), (text) => eve.call("webinars.sendChatLine", { id: newId(), webinarId, text }));
  const { questions } = await admin.call("webinars.readRoom", { webinarId, desk: "desk" });
  const answers = texts(4500, "\n\n");
  for (const [index, body] of answers.entries())
    await admin.call("webinars.answerInWriting", {
      questionId: questions[index]?.id as string,
      changeId: newId(),
      body,
    });
  await settled();
  await page.waitForLoadState("networkidle");
  expect(await watch.look()).toEqual([]);
  for (const desk of ["", "/panel", "/desk"]) await visit(`/webinars/${webinarId}${desk}`);
  await visit(`/webinars/${webinarId}/stage`, false);
});

test("the concept note, the key questions and the conclusions of a dialogue", async () => {
  const minute = (days: number) => new Date(nowMs() + days * 86_400_000).toISOString().slice(0, 16);
  const dialogueId = newId();
  await admin.call("dialogues.createDialogue", {
    id: dialogueId,
    sectionId: newId(),
    slug: "vectors-dialogue",
    title: texts(160)[1] as string,
    timeZone: "UTC",
    opens: minute(-1),
    closes: minute(10),
    conceptNotes: texts(18_000, "\n\n").map((body, index) => ({ language: ["en", "ar", "fr"][index] as string, body })),
    keyQuestions: texts(400)
      .slice(0, 12)
      .map((text) => ({ id: newId(), texts: { en: text } })),
  });
  await admin.call("dialogues.writeConclusions", {
    dialogueId,
    changeId: newId(),
    language: "en",
    body: texts(18_000, "\n\n")[0] as string,
  });
  for (const path of ["/dialogues", "/dialogues/vectors-dialogue", "/", "/sections/vectors-dialogue"])
    await visit(path);
});

test("reasons, in the inbox and in the record; what waits in triage", async () => {
  const reasons = texts(400);
  for (const reason of reasons) {
    const postId = newId();
    await eve.call("forum.createPost", { id: postId, threadId, body: reason });
    await admin.call("forum.hidePost", { postId, changeId: newId(), reason });
  }
  const waits = await holdQuestions(admin, eve, texts(400), held);
  await waits.close();
  await settled();
  await visit("/decisions");
  await visit("/triage");
  expect(await page.locator("main .entries > li").count()).toBeGreaterThan(0);
  const inbox = await windows.open(eve, "/sign-in");
  const looks = await watchful(inbox, windows.house.url);
  await inbox.goto(`${windows.house.url}/inbox`);
  await inbox.waitForLoadState("networkidle");
  expect(await looks.look()).toEqual([]);
});

test("what stands in an address, or comes back in a refused form", async () => {
  const some = vectors.filter((_, index) => index % 5 === 0);
  for (const vector of some) {
    const text = encodeURIComponent(vector);
    await page.goto(`${windows.house.url}/sign-in?to=${text}&sent=${text}`);
    expect({ vector, found: await watch.look() }).toEqual({ vector, found: [] });
  }
  for (const [at, text] of texts(2000).entries()) {
    const address = encodeURIComponent(text);
    const path = [`/members?search=${address}`, `/join?token=${address}`, `/${address}`, `/account?done=${address}`][
      at % 4
    ];
    await page.goto(windows.house.url + (path as string));
    expect({ path, found: await watch.look() }).toEqual({ path, found: [] });
  }
  const typed = texts(5000).join("\n");
  for (const [operation, from, fields] of [
    ["sessions.signIn", "/sign-in", { email: typed, password: "x" }],
    ["members.changeMyProfile", "/account", { name: typed, organisation: typed, timeZone: typed, changeId: newId() }],
    [
      "settings.changeSettings",
      "/settings",
      { communityName: typed, tagline: typed, languages: typed, engagedMinutes: typed },
    ],
    ["forum.createThread", "/sections/vectors/new", { title: typed, body: typed, id: typed }],
    ["forum.createPost", `/threads/${threadId}`, { body: typed, threadId, id: typed }],
  ] as const) {
    await page.goto(`${windows.house.url}/forum`);
    await page.evaluate(
      ({ operation, from, fields }) => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: `/do/${operation}` });
        for (const [name, value] of Object.entries({ ...fields, _from: from }))
          form.append(Object.assign(document.createElement("textarea"), { name, value }));
        document.body.append(form);
        form.submit();
      },
      { operation, from, fields },
    );
    await page.locator("main .problem").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect({ operation, found: await watch.look() }).toEqual({ operation, found: [] });
  }
});
