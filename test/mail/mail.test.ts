/** Mails on their way to a real mail server, or into files. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { moveClock, now } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { Mails, mailId, sendMail, startMail, stopMail } from "../../server/platform/mail/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";
import { eventually } from "../support/stage.ts";

interface Received {
  from: string;
  to: string[];
  raw: string;
  mail: ParsedMail;
}
let house: TestHouse;
let server: SMTPServer;
let received: Received[];
/** What the mail server answers to the next recipients. */
let refusals: { code: number; message: string }[];
/** Until then the mail server does not say yes. */
let held: Promise<void>;
let release: () => void;
let atServer: number;
let port: number;
const mailFrom = "Colloquy <colloquy@example.org>";

beforeAll(async () => {
  house = await startTestHouse();
});
beforeEach(async () => {
  received = [];
  refusals = [];
  held = Promise.resolve();
  release = () => {};
  atServer = 0;
  server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, password }, _session, callback) =>
      username === "colloquy" && password === "right one"
        ? callback(null, { user: username })
        : callback(Object.assign(new Error("no"), { responseCode: 535 })),
    onRcptTo(_address, _session, callback) {
      const refusal = refusals.shift();
      callback(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString();
        const { mailFrom: from, rcptTo } = session.envelope;
        atServer++;
        void Promise.all([simpleParser(raw), held]).then(([mail]) => {
          received.push({ from: from ? from.address : "", to: rcptTo.map(({ address }) => address), raw, mail });
          callback();
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.server.address() as AddressInfo).port;
  startMail({ smtpUrl: `smtp://colloquy:right%20one@127.0.0.1:${port}`, mailFrom, dataDir: house.dataDir });
});
afterEach(async () => {
  release();
  await settled();
  stopMail();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
afterAll(() => house.stop());

const ada = { email: "ada@example.org", name: "Ada Lane" };
const letter = (more: object = {}) => ({
  id: mailId("test", newId()),
  language: "en",
  subject: "Hello",
  text: "Hello.\n\nhttps://example.org/x",
  ...more,
});
/** Half an hour later: every pause is over. */
const triesAgain = async () => {
  await moveClock(30 * 60_000);
  await runDueJobs();
};
const stateOf = async (id: string) => (await Mails.findById(id).lean())?.state;

describe("with a mail server", () => {
  test("a mail goes out as text and as sparing HTML, and keeps no text behind", async () => {
    const { id } = letter();
    await sendMail(
      { email: "noor@example.org", name: "نور" },
      { ...letter(), id, language: "ar", subject: "أهلًا بك", text: "مرحبًا\n\nhttps://example.org/x" },
    );
    await settled();
    expect(received).toHaveLength(1);
    const [{ from, to, mail }] = received as [Received];
    expect([from, to]).toEqual(["colloquy@example.org", ["noor@example.org"]]);
    expect(mail.subject).toBe("أهلًا بك");
    expect(mail.text?.trim()).toBe("مرحبًا\n\nhttps://example.org/x");
    expect(mail.html).toContain('lang="ar" dir="rtl"');
    expect(mail.messageId).toBe(`<${id}@example.org>`);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(await Mails.findById(id).lean()).toMatchObject({ state: "sent", text: "", pending: [] });
  });

  test("the same mail is sent once, however often it is asked for", async () => {
    const one = letter();
    await Promise.all(Array.from({ length: 10 }, () => sendMail(ada, one)));
    await settled();
    await sendMail(ada, one);
    await settled();
    expect(received).toHaveLength(1);
  });

  test("nothing that people write becomes a header or a recipient", async () => {
    await sendMail(
      { email: "ada@example.org\r\nRCPT TO:<eve@example.org>", name: 'Ada"\r\nBcc: eve@example.org' },
      letter({ subject: "Hi\r\nBcc: eve@example.org\r\n\r\nbody" }),
    );
    await sendMail({ ...ada, name: "Eve <eve@example.org>, Ada" }, letter());
    await settled();
    for (const { to, mail } of received) {
      expect(to).not.toContain("eve@example.org");
      expect(mail.bcc).toBeUndefined();
    }
    expect(received.some(({ to }) => to.includes("ada@example.org"))).toBe(true);
  });

  test("what is refused for now is tried again; what is refused for good is not", async () => {
    const later = letter();
    refusals = [{ code: 451, message: "come back" }];
    await sendMail(ada, later);
    await settled();
    expect(await stateOf(later.id)).toBe("waiting");
    await triesAgain();
    expect(await stateOf(later.id)).toBe("sent");

    const never = letter();
    refusals = [{ code: 550, message: "no such person" }];
    await sendMail(ada, never);
    await settled();
    expect(await Mails.findById(never.id).lean()).toMatchObject({ state: "failed", text: "", pending: [] });
    expect((await Mails.findById(never.id).lean())?.failure).toContain("no such person");
    expect(received).toHaveLength(1);
  });

  test("a server that is away, or knows another password, holds mails up and loses none", async () => {
    startMail({ smtpUrl: `smtp://colloquy:wrong@127.0.0.1:${port}`, mailFrom, dataDir: house.dataDir });
    const one = letter();
    await sendMail(ada, one);
    await settled();
    expect(await stateOf(one.id)).toBe("waiting");
    startMail({ smtpUrl: "smtp://127.0.0.1:1", mailFrom, dataDir: house.dataDir });
    await triesAgain();
    expect(await stateOf(one.id)).toBe("waiting");
    startMail({ smtpUrl: `smtp://colloquy:right%20one@127.0.0.1:${port}`, mailFrom, dataDir: house.dataDir });
    await triesAgain();
    expect(await stateOf(one.id)).toBe("sent");
    expect(received).toHaveLength(1);
  });

  test("a mail that waits for its turn is nobody's yet: what another server sends meanwhile is not sent twice", async () => {
    held = new Promise((resolve) => (release = resolve));
    const letters = Array.from({ length: 5 }, () => letter());
    for (const one of letters) await sendMail(ada, one);
    await eventually(async () => (atServer === 3 ? true : undefined));
    const waiting = await Mails.find({ state: "waiting", leasedUntil: { $lte: now() } }).lean();
    expect(waiting).toHaveLength(2);
    await Mails.updateMany({ _id: { $in: waiting.map(({ _id }) => _id) } }, { $set: { state: "sent" } });
    release();
    await settled();
    expect(received).toHaveLength(3);
    for (const { id } of letters) expect(await stateOf(id)).toBe("sent");
  });

  test("a link that is over meanwhile is not sent", async () => {
    stopMail();
    const one = letter({ until: new Date(now().getTime() + 60_000) });
    await sendMail(ada, one);
    await settled();
    startMail({ smtpUrl: `smtp://colloquy:right%20one@127.0.0.1:${port}`, mailFrom, dataDir: house.dataDir });
    await triesAgain();
    expect(await Mails.findById(one.id).lean()).toMatchObject({ state: "failed", text: "" });
    expect(received).toHaveLength(0);
  });

  test("signing in by mail works over the wire, and the admin cannot read along", async () => {
    const admin = await house.member("Vera Admin", { role: "admin" });
    const browser = house.visitor();
    await browser.http("sessions.requestLink", { email: `${admin.id}@example.org` });
    for (let time = 0; time < 100 && received.length === 0; time++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await settled();
    const token = /token=([\w-]+)/.exec(received[0]?.mail.text ?? "")?.[1] as string;
    const { items } = await admin.http("settings.listMails", {});
    expect(items[0]).toMatchObject({ to: `${admin.id}@example.org`, state: "sent" });
    expect(await admin.http("settings.readMail", { mailId: items[0]?.id as string })).toMatchObject({
      text: "",
      links: [],
    });
    expect((await browser.http("sessions.useLink", { token })).me.person?.name).toBe("Vera Admin");
  });
});

describe("without a mail server", () => {
  test("a mail is written as a file that any mail program opens", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "colloquy-mail-"));
    startMail({ smtpUrl: undefined, mailFrom, dataDir });
    const one = letter({ subject: "Grüße, ваш форум" });
    await sendMail(ada, one);
    await settled();
    const mail = await simpleParser(readFileSync(join(dataDir, "mails", `${one.id}.eml`)));
    expect(mail.subject).toBe("Grüße, ваш форум");
    expect(mail.text).toContain("https://example.org/x");
    expect(await Mails.findById(one.id).lean()).toMatchObject({ state: "written", text: one.text });
    rmSync(dataDir, { recursive: true });
  });
});
