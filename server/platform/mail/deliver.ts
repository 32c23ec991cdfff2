/** Hands mails to the mail server, or writes them as files where there is none. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Transporter } from "nodemailer";
import { longAgo, now, nowMs } from "../clock.ts";
import { fewAtOnce } from "../few-at-once.ts";
import { countJobs, onJob, schedule } from "../jobs/index.ts";
import { lazily, once } from "../lazily.ts";
import { log } from "../log.ts";
import { mails } from "../vitals/counts.ts";
import { compose } from "./compose.ts";
import { type Mail, Mails } from "./mail.model.ts";

export interface MailConfig {
  smtpUrl: string | undefined;
  mailFrom: string;
  dataDir: string;
}
interface Post {
  /** What a mail's state is once it is out. */
  out: "sent" | "written";
  /** Left alone for a moment: it would be waited for in vain. */
  rests(): boolean;
  send(mail: Mail): Promise<void>;
  close(): void;
}

const jobName = "send-mail";
const firstPause = 30_000;
const lease = 120_000;
/** So many connections to the mail server, and so many mails at once. */
const atOnce = 3;
/** For how long a mail server is left alone that could not be reached, or said nothing. */
const rest = 30_000;
/** As long as mail servers themselves try. */
const longestWait = 3 * 86_400_000;
const nodemailer = lazily<typeof import("nodemailer")>("nodemailer");
const inMemory = once(() => nodemailer().createTransport({ streamTransport: true, buffer: true, newline: "unix" }));
const letIn = fewAtOnce(atOnce);
let post: Post | undefined;

/** From now on mails go out: by SMTP_URL, or as files in DATA_DIR/mails. */
export function startMail(config: MailConfig): void {
  stopMail();
  post = config.smtpUrl
    ? bySmtp(config.smtpUrl, config.mailFrom)
    : asFiles(join(config.dataDir, "mails"), config.mailFrom);
}
export function stopMail(): void {
  post?.close();
  post = undefined;
}

/** Sends a mail that waits. What the mail server cannot do now is tried again by a job, so that an hour without it loses nothing. */
export async function deliver({ _id }: { _id: string }): Promise<void> {
  if (!(await tryToSend(_id)))
    await schedule({ id: `mail:${_id}`, name: jobName, at: new Date(nowMs() + firstPause), subject: _id });
}

/** Mails that the mail server has not taken yet: those of a first try, and those that are tried again. */
export const countWaitingMails = async (): Promise<number> =>
  (await Mails.countDocuments({ pending: "mail" }, { limit: 10_000 })) + (await countJobs(jobName));

onJob(jobName, async ({ subject }) => {
  if (!(await tryToSend(subject))) throw new Error("the mail server does not take mails now");
});

/** Who takes mails just now. */
const present = (): Post | undefined => (post?.rests() ? undefined : post);

/** False where it must be tried again. What is refused for good, or no use any more, has `failed`. */
async function tryToSend(_id: string): Promise<boolean> {
  if (!present()) return false;
  // Its turn comes before the lease, so that the lease is for the sending alone. Nobody may take mails any more when it comes.
  return letIn(async () => {
    const taker = present();
    return taker ? leaseAndSend(taker, _id) : false;
  });
}

async function leaseAndSend(taker: Post, _id: string): Promise<boolean> {
  const mail = await Mails.findOneAndUpdate(
    { _id, state: "waiting", leasedUntil: { $lte: now() } },
    { $set: { leasedUntil: new Date(nowMs() + lease) } },
    { returnDocument: "after" },
  ).lean<Mail>();
  // Another node may be at it just now, or may have died at it.
  if (!mail) return (await Mails.exists({ _id, state: "waiting" })) === null;
  const until = mail.until ?? new Date(mail.createdAt.getTime() + longestWait);
  if (until < now()) return end(mail, { state: "failed", failure: mail.failure ?? "too late" });
  try {
    await taker.send(mail);
  } catch (thrown) {
    const failure = thrown instanceof Error ? thrown.message : String(thrown);
    log.warn({ mail: _id, failure }, "a mail was refused");
    if (isForGood(thrown)) return end(mail, { state: "failed", failure });
    mails.add(1, "refused");
    await Mails.updateOne({ _id }, { $set: { leasedUntil: longAgo, failure } });
    return false;
  }
  return end(mail, { state: taker.out, failure: null });
}

/** A mail that is out keeps no text: what signs somebody in is not left lying about. A written one is there to be read. */
async function end({ _id }: Mail, outcome: Pick<Mail, "state" | "failure">): Promise<true> {
  mails.add(1, outcome.state);
  await Mails.updateOne({ _id }, { $set: outcome.state === "written" ? outcome : { ...outcome, text: "" } });
  return true;
}

/** 5xx about this mail or its recipient; what is wrong with the connection or the sign-in at the server may be mended. */
function isForGood(thrown: unknown): boolean {
  const { responseCode = 0, code } = thrown as { responseCode?: number; code?: string };
  return (
    responseCode >= 500 && responseCode !== 530 && responseCode !== 535 && code !== "EAUTH" && code !== "ECONNECTION"
  );
}

/** What nodemailer says where the connection failed, whatever mail it was for. */
const ofTheConnection = new Set(["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS"]);

function bySmtp(url: string, from: string): Post {
  let transport: Transporter | undefined;
  let restsUntil = Number.NEGATIVE_INFINITY;
  const opened = () =>
    nodemailer().createTransport({
      url,
      pool: true,
      maxConnections: atOnce,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    });
  return {
    out: "sent",
    rests: () => performance.now() < restsUntil,
    async send(mail) {
      transport ??= opened();
      try {
        await transport.sendMail(compose(mail, from));
        restsUntil = Number.NEGATIVE_INFINITY;
      } catch (thrown) {
        if (ofTheConnection.has(String((thrown as { code?: string }).code))) restsUntil = performance.now() + rest;
        throw thrown;
      }
    },
    close: () => transport?.close(),
  };
}

function asFiles(folder: string, from: string): Post {
  return {
    out: "written",
    rests: () => false,
    send: async (mail) => {
      const { message } = await inMemory().sendMail(compose(mail, from));
      const path = join(folder, `${mail._id}.eml`);
      await mkdir(folder, { recursive: true });
      // Renamed into place, so that a kill leaves no half of it.
      await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    close: () => {},
  };
}
