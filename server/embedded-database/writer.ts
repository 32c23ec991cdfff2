/**
 * The worker that writes. What has come in while it wrote is one transaction with one sync to disk: each operation has
 * a savepoint of its own, and is acknowledged after the commit.
 */
import { parentPort, receiveMessageOnPort } from "node:worker_threads";
import { asFailure, type Failure, TransactionLost } from "./errors.ts";
import { isOurs, type Letter, MARK, type Reply, type WorkerStart, type WriterRequest } from "./requests.ts";
import { Store } from "./store.ts";
import { write } from "./writes.ts";

type Answers = Reply["answers"];
const port = parentPort as NonNullable<typeof parentPort>;
let store: Store;

/** What is asked of the thread and writes nothing. */
const CONTROL = new Set<string>(["open", "ping", "restartLog", "close"]);

port.on("message", (first: unknown) => {
  const letters: Letter<WriterRequest>[] = [];
  const take = (message: unknown) => {
    if (isOurs(message)) letters.push(...(message as { letters: Letter<WriterRequest>[] }).letters);
  };
  take(first);
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) take(next.message);
  for (const { body } of letters) if (body.op === "open") open(body.start);
  const writes = letters.filter(({ body }) => !CONTROL.has(body.op));
  if (writes.length > 0) reply(commitTogether(writes));
  for (const { number, body } of letters) {
    if (!CONTROL.has(body.op)) continue;
    reply([{ number, ...obey(body) }]);
    if (body.op === "close") port.close();
  }
});

/** What fails here (a full disk, for one) fails for whoever asked; the thread goes on. */
function obey({ op }: WriterRequest): { failure?: Failure } {
  try {
    if (op === "restartLog") restartLog();
    if (op === "close") store.close();
    return {};
  } catch (thrown) {
    return { failure: asFailure(thrown) };
  }
}

/** Comes before everything else: the thread may have been started before there was a file. */
function open({ file, synchronous, largestFile }: WorkerStart): void {
  store = new Store(file, { role: "writer", synchronous });
  if (largestFile !== undefined) store.sqlite.exec(`PRAGMA max_page_count=${Math.ceil(largestFile / 4096)}`);
}

function reply(answers: Answers): void {
  port.postMessage({ mark: MARK, answers } satisfies Reply);
}

function commitTogether(letters: Letter<WriterRequest>[]): Answers {
  try {
    store.prepare("BEGIN IMMEDIATE").run();
    const answers = letters.map(answerTo);
    store.prepare("COMMIT").run();
    return answers;
  } catch (thrown) {
    // Nothing of the batch was kept: a full disk, for one. Everyone is told, and the next batch may succeed.
    if (store.sqlite.isTransaction) store.prepare("ROLLBACK").run();
    store.distrust();
    const failure = asFailure(thrown);
    return letters.map(({ number }) => ({ number, failure }));
  }
}

function answerTo({ number, body }: Letter<WriterRequest>): { number: number; answer?: unknown; failure?: Failure } {
  try {
    return { number, answer: write(store, body as Parameters<typeof write>[1]) };
  } catch (thrown) {
    // Only this operation failed and was rolled back, unless the transaction itself is gone.
    if (thrown instanceof TransactionLost) throw thrown;
    return { number, failure: asFailure(thrown) };
  }
}

/** Begins the write-ahead log anew once nearly all of it is in the file: while writes never pause, nothing else would. */
function restartLog(): void {
  // A backup may read for minutes; all writes wait here, so this one does not wait for it.
  store.sqlite.exec("PRAGMA busy_timeout=50");
  try {
    store.prepare("PRAGMA wal_checkpoint(RESTART)").get();
  } finally {
    store.sqlite.exec("PRAGMA busy_timeout=10000");
  }
}
