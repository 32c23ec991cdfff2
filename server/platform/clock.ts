/** The one clock: the database's time plus an offset that is itself a document, so that all nodes agree and a kill loses nothing. */
import mongoose, { type Connection } from "mongoose";

interface ClockDocument {
  _id: string;
  offset: number;
}
const Clocks = mongoose.model(
  "Clock",
  new mongoose.Schema<ClockDocument>({ _id: String, offset: Number }, { collection: "clock", versionKey: false }),
);

const resyncEvery = 10_000;
const slowAnswer = 500;
/** Database's time minus this machine's, and the moved offset; milliseconds. */
let skew = 0;
let offset = 0;
let movable = false;
let timer: NodeJS.Timeout | undefined;

/** The present instant. Everything in the server asks here. */
export const now = (): Date => new Date(nowMs());
/** The same in milliseconds since 1970. */
export const nowMs = (): number => Date.now() + skew + offset;
/** The database's own time, which nobody moves: for what must hold between nodes. */
export const databaseTime = (): Date => new Date(Date.now() + skew);
/** Before everything: a lease that nobody holds, a sign of life that was taken away. */
export const longAgo = new Date(0);

/** Reads the offset and the database's time, and keeps both fresh. Only a movable clock has an offset. */
export async function startClock(connection: Connection, options: { movable: boolean }): Promise<void> {
  movable = options.movable;
  await synchronise(connection);
  timer = setInterval(() => void synchronise(connection).catch(() => {}), resyncEvery);
  timer.unref();
}

/** What would have happened by the passing of time, while time was moved. */
const afterMove = new Set<() => Promise<void>>();
/** Calls `listener` after each move, before the move is done; returns what ends that. */
export function onClockMoved(listener: () => Promise<void>): () => void {
  afterMove.add(listener);
  return () => afterMove.delete(listener);
}

export function stopClock(): void {
  clearInterval(timer);
  skew = 0;
  offset = 0;
  movable = false;
}

/** Moves the time of all nodes by so many milliseconds, for good. For the seed, the replay and the tests. */
export async function moveClock(milliseconds: number): Promise<void> {
  if (!movable)
    throw new Error("This clock cannot be moved: the server was not started for a seed, a replay or a test.");
  const moved = await Clocks.findOneAndUpdate(
    { _id: "clock" },
    { $inc: { offset: milliseconds } },
    { upsert: true, returnDocument: "after" },
  ).lean();
  offset = moved?.offset ?? 0;
  for (const listener of afterMove) await listener();
}

/** Moves the time to an instant. On several nodes: on one after the other. */
export async function setClock(instant: Date): Promise<void> {
  // Another node may have moved it already.
  offset = await keptOffset();
  await moveClock(instant.getTime() - nowMs());
}

const keptOffset = async (): Promise<number> => (await Clocks.findOne({ _id: "clock" }).lean())?.offset ?? 0;

async function synchronise(connection: Connection): Promise<void> {
  offset = await keptOffset();
  skew = await databaseSkew(connection);
}

/** A MongoDB server tells its time in `hello`; the embedded engine lives on this machine's. Half the way there counts as travel. */
async function databaseSkew(connection: Connection): Promise<number> {
  const command = (connection.db as { command?: (asked: object) => Promise<{ localTime?: Date }> } | undefined)
    ?.command;
  if (!command || connection.host === undefined) return 0;
  const before = Date.now();
  const { localTime } = await command.call(connection.db, { hello: 1 });
  const after = Date.now();
  // Of an answer that was long on its way nobody knows when it was given: what is known stays, if anything is.
  if (skew !== 0 && after - before > slowAnswer) return skew;
  return localTime ? localTime.getTime() - (before + after) / 2 : 0;
}
