/** A mail server that takes connections and says nothing keeps nobody waiting: it is left alone for a while, and no mail is lost. */
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { SMTPServer } from "smtp-server";
import { moveClock } from "../../server/platform/clock.ts";
import { runDueJobs } from "../../server/platform/jobs/index.ts";
import { countWaitingMails, Mails, mailId, sendMail, startMail, stopMail } from "../../server/platform/mail/index.ts";
import { settled } from "../../server/platform/outbox/index.ts";
import { startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let server: SMTPServer;
/** Whether it greets who connects. */
let speaks = false;
let connections = 0;
let received = 0;

beforeAll(async () => {
  house = await startTestHouse();
  server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onConnect(_session, greet) {
      connections++;
      if (speaks) greet();
    },
    onData(stream, _session, callback) {
      stream.resume().on("end", () => {
        received++;
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const smtpUrl = `smtp://127.0.0.1:${port}?greetingTimeout=300`;
  startMail({ smtpUrl, mailFrom: "colloquy@example.org", dataDir: house.dataDir });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await settled();
  stopMail();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await house.stop();
});

const ids = Array.from({ length: 20 }, (_, at) => mailId("silent", String(at)));
const send = (id: string) =>
  sendMail({ email: "ada@example.org", name: "Ada" }, { id, language: "en", subject: "Hello", text: "Hello." });
/** Half an hour later: every pause of a job is over, but not that of the mail server, which goes by this process. */
const triesAgain = async () => {
  await moveClock(30 * 60_000);
  await runDueJobs();
};
const statesNow = async () => new Set((await Mails.find({ _id: { $in: ids } }).lean()).map(({ state }) => state));

test("as many mails as it is given connections find out; the others do not try, nor do their jobs", async () => {
  await Promise.all(ids.map(send));
  await settled();
  expect(connections).toBe(3);
  expect(await statesNow()).toEqual(new Set(["waiting"]));
  expect(await Mails.countDocuments({ pending: "mail" })).toBe(0);
  expect(await countWaitingMails()).toBe(ids.length);
  await triesAgain();
  expect(connections).toBe(3);
});

test("half a minute later it is tried again, and as soon as it speaks every mail goes out, once", async () => {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, "now").mockImplementation(() => now() + 30_000);
  speaks = true;
  await triesAgain();
  expect(await statesNow()).toEqual(new Set(["sent"]));
  expect(received).toBe(ids.length);
});
