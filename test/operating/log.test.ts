/** The log tells what was done, by whom and how long it took; no secret, address or word of anybody ever stands in it. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { simpleParser } from "mailparser";
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { NodeProcess } from "../support/node-process.ts";
import { eventually, inMinutes } from "../support/stage.ts";

const node = new NodeProcess({ env: { LOG_LEVEL: "trace", NODE_ENV: "development", SECRET: secretOfTheServer() } });
const canaries = new Set<string>();
/** Written where nobody may find it in the log. */
function canary(text: string): string {
  canaries.add(text);
  return text;
}
function secretOfTheServer(): string {
  return "q7Jd0fYw2bLz9sVx4mNc8tRk1hPg6aEu";
}
canary(secretOfTheServer());

interface Line {
  level: number;
  msg: string;
  requestId?: string;
  operation?: string;
  way?: string;
  person?: string;
  ms?: number;
  outcome?: string;
  route?: string;
  status?: number;
}
const lines = (): Line[] => node.logged.map((line) => JSON.parse(line) as Line);
const linesOf = (operation: string) => lines().filter((line) => line.operation === operation);

const email = canary("zora.canary@example.org");
const password = canary("a canary sings at 5 in the morning");
let zora: Client;

beforeAll(() => node.start(), 60_000);
afterAll(async () => {
  zora.close();
  await node.stop();
});

/** The token in a mail, as its reader would click it. */
async function mailedToken(page: string): Promise<string> {
  const folder = join(node.dataDir, "mails");
  const token = await eventually(async () => {
    if (!existsSync(folder)) return undefined;
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".eml"))) {
      const { text } = await simpleParser(readFileSync(join(folder, file)));
      const found = new RegExp(`${page}\\?token=([\\w-]+)`).exec(text ?? "")?.[1];
      if (found) return found;
    }
    return undefined;
  });
  return canary(token);
}

test("the ways in leave no secret: the first admin, a password, a mailed link, a reset, a guest's personal link", async () => {
  zora = new Client(node.url);
  const token = canary(new URL(node.firstAdminLink).searchParams.get("token") as string);
  const profile = { id: newId(), name: "Zora Canary", email, language: "en" };
  await zora.http("sessions.createFirstAdmin", { ...profile, token, password });

  const wrong = canary("not-the-password-of-zora");
  expect(await zora.outcome("sessions.signIn", { email, password: wrong })).toBe("sign-in-failed");
  await zora.http("sessions.signIn", { email, password });
  // As a browser without script does it, too.
  await zora.form("sessions.signIn", { email, password: wrong });

  await zora.http("sessions.requestReset", { email });
  const reset = await mailedToken("/sign-in/reset");
  await zora.fetch(`/sign-in/reset?token=${reset}`);
  await zora.http("sessions.resetPassword", { token: reset, password: canary("another canary, and a longer one") });
  expect(await zora.outcome("sessions.resetPassword", { token: reset, password })).toBe("link-not-valid");

  await zora.http("sessions.requestLink", { email });
  const link = await mailedToken("/sign-in/link");
  await zora.fetch(`/sign-in/link?token=${link}`);
  await zora.http("sessions.useLink", { token: link });

  const [sectionId, webinarId] = [newId(), newId()];
  await zora.call("forum.createSection", { id: sectionId, slug: "practice", title: "Practice" });
  await zora.call("webinars.createWebinar", {
    id: webinarId,
    sectionId,
    title: "Who decides?",
    timeZone: "UTC",
    starts: inMinutes(5),
    minutes: 60,
  });
  const guest = canary("gita.guest@example.org");
  const invitation = { id: newId(), webinarId, name: "Gita Guest", email: guest, language: "en" };
  const { link: path } = await zora.call("webinars.inviteGuest", invitation);
  const joining = canary(new URL(path, node.url).searchParams.get("token") as string);
  const gita = new Client(node.url);
  await gita.fetch(`/join?token=${joining}`);
  await gita.http("sessions.useJoinLink", { token: joining });

  await zora.http("sessions.renew", {});
  for (const cookie of [...zora.cookies.values(), ...gita.cookies.values()]) if (cookie.length > 20) canary(cookie);
});

test("nor does what people write, send by mistake, or make up", async () => {
  const threadId = newId();
  const body = canary("my diary, which is nobody's business");
  const [section] = (await zora.call("forum.listSections", {})).sections;
  await zora.call("forum.createThread", {
    id: threadId,
    postId: newId(),
    sectionId: section?.id as string,
    title: canary("A title of mine"),
    body,
  });
  await zora.call("forum.createPost", { id: newId(), threadId, body });
  // The same words again under the same id: the database refuses them, and says so with what it was given.
  await zora.outcome("forum.createPost", { id: threadId, threadId, body });
  await zora.fetch(`/api/nothing?token=${canary("a-token-in-an-address-0123456789")}`);
  await zora.fetch("/api/sessions/sign-in", {
    method: "POST",
    body: `{"email":"${email}","password":"${canary("half-a-request-with-a-passw")}`,
    headers: { "content-type": "application/json" },
  });
  await zora.fetch("/", { headers: { authorization: `Bearer ${canary("a-bearer-that-is-none-0123456789")}` } });
  await zora.fetch("/", {
    headers: { "user-agent": "line\u0085break", referer: `http://x/?token=${canary("in-the-referrer-0123456789")}` },
  });
  await zora.ask("forum.nothing-like-this", { password: canary("sent-to-nobody-0123456789") }).catch(() => {});
});

test("of all of that nothing stands in the log, on either output", async () => {
  await node.end("SIGTERM");
  expect(lines().length).toBeGreaterThan(40);
  const written = node.logged.join("\n") + node.errors;
  const found = [...canaries].filter(
    (secret) => written.includes(secret) || written.includes(encodeURIComponent(secret)),
  );
  expect(found).toEqual([]);
  expect(written).not.toMatch(/@example\.org/);
  // One line is one event, whatever somebody sends.
  expect(written).not.toMatch(/[\u0085\u2028\u2029]/);
});

test("each operation is a line: what, by whom, which way, how long, how it ended; reads are for whoever looks for a fault", () => {
  const person = linesOf("forum.createPost")[0]?.person;
  expect(person).toMatch(/^[0-9a-f-]{36}$/);
  expect(linesOf("forum.createPost")[0]).toEqual(
    expect.objectContaining({
      way: "socket",
      outcome: "ok",
      person,
      ms: expect.any(Number),
      requestId: expect.any(String),
    }),
  );
  expect(linesOf("sessions.signIn").map(({ way, outcome }) => `${way} ${outcome}`)).toEqual([
    "http sign-in-failed",
    "http ok",
    "form sign-in-failed",
  ]);
  const quick = (line: Line) => (line.ms ?? 0) < 1000;
  expect(
    new Set(
      linesOf("forum.createPost")
        .filter(quick)
        .map(({ level }) => level),
    ),
  ).toEqual(new Set([30]));
  expect(
    new Set(
      linesOf("forum.listSections")
        .filter(quick)
        .map(({ level }) => level),
    ),
  ).toEqual(new Set([20]));
});

test("a start and a stop are told", () => {
  const said = lines().map(({ msg }) => msg);
  expect(said).toEqual(expect.arrayContaining(["started", "stopping", "stopped"]));
});
