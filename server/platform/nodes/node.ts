/** This server among those on the same database: refuses to run where they would not hear each other, and shows that it is alive. */
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { newId } from "../../../shared/ids.ts";
import { databaseTime, longAgo, now, onClockMoved } from "../clock.ts";
import { inTurn } from "../in-turn.ts";
import { log } from "../log.ts";
import { noteCutOff, presentRedis } from "../realtime/nodes.ts";
import { giveLeaseBack, type Hold, type Lease, leaseFor, leaseId, takeLease } from "./lease.ts";
import { type Node, Nodes } from "./node.model.ts";

export interface NodeOptions {
  /** Others may open the same database; the embedded engine's file has one server. */
  shared: boolean;
  redisUrl: string | undefined;
  /** This node may not go on, and why: it must stop serving at once. */
  onLost?: ((why: string) => void) | undefined;
}
type Died = (nodeId: string, lastBeat: Date) => Promise<void>;

const beatEvery = 2_000;
/** Nobody watches: it only bounds how long somebody is counted as present whose server was killed. */
const beatAloneEvery = 10_000;
/** Nodes with different Redis servers: how old the younger one may be to be sent away. What changes later is a failover. */
const newFor = 60_000;

let nodeId = newId();
/** The name under which all that is open here was begun. */
let begunAs = nodeId;
let startedAt = databaseTime();
let hold: Hold | undefined;
let timer: NodeJS.Timeout | undefined;
let beating: Promise<void> | undefined;
let beginning: Promise<void> | undefined;
let ignoreMoves = () => {};
let lost: (why: string) => void = () => {};
/** Since when another node has been seen at another Redis. */
let apartSince: number | undefined;

/** This server's name among the nodes; another one after each start, and after others took it for dead. */
export const thisNode = (): string => nodeId;

const diedListeners: Died[] = [];
const buriedListeners: (() => Promise<void>)[] = [];
/** Hears of nodes that fell silent, with the house's time of their last beat. Perhaps twice, on any node. What has such a name stays ended. */
export const onNodeDied = (listener: Died): void => void diedListeners.push(listener);
/** Hears that others took this node for dead, and end what it had open: it has a new name. Again and again until all listeners succeed. */
export const onTakenForDead = (listener: () => Promise<void>): void => void buriedListeners.push(listener);

/** Joins the nodes of the database. Throws with one sentence where those that run could not be heard from here, or could not hear. */
export async function startNode({ shared, redisUrl, onLost = () => {} }: NodeOptions): Promise<void> {
  nodeId = newId();
  begunAs = nodeId;
  startedAt = databaseTime();
  apartSince = undefined;
  lost = onLost;
  hold = shared ? { how: redisUrl ? "redis" : `alone ${nodeId}`, holder: place() } : undefined;
  if (hold) await waitForLease(hold);
  await join(nodeId);
  // Where it is the only one, every other is a predecessor.
  await endTheDead(hold?.how === "redis" ? undefined : new Date(startedAt.getTime() + leaseFor));
  ignoreMoves = onClockMoved(showLife);
  timer = setInterval(
    () => {
      beating ??= beat()
        .catch((error: unknown) => log.warn({ error }, "a sign of life was missed"))
        .finally(() => {
          beating = undefined;
        });
    },
    shared ? beatEvery : beatAloneEvery,
  );
  timer.unref();
}

export async function stopNode(): Promise<void> {
  clearInterval(timer);
  ignoreMoves();
  await beating;
  await beginning;
  try {
    await Nodes.deleteOne({ _id: nodeId });
    if (hold && hold.how !== "redis") await giveLeaseBack(hold);
  } catch (error) {
    // It runs out by itself.
    log.warn({ error }, "the lease could not be given back");
  }
  hold = undefined;
}

/** A dead predecessor's lease runs out; one that is renewed meanwhile is held by the living. */
async function waitForLease(mine: Hold): Promise<void> {
  const first = await takeLease(mine);
  if (!first) return;
  log.warn({ holder: first.holder, until: first.until }, "another server ran on this database a moment ago: waiting");
  for (let others: Lease | null = first; others; others = await takeLease(mine)) {
    if (others.how !== first.how || others.until > first.until) throw new Error(refusalOf(mine, others));
    await pause(200);
  }
}

function refusalOf(mine: Hold, { how, holder }: Lease): string {
  if (mine.how === "redis")
    return `Another server (${holder}) runs on this database without REDIS_URL and could not be heard: stop it, or start it with the same REDIS_URL.`;
  return how === "redis"
    ? `Other servers (one is ${holder}) run on this database and hear each other through Redis: give this one their REDIS_URL too, or stop them.`
    : `Another server (${holder}) runs on this database: two can run together only with the same REDIS_URL, give it to both, or stop the other.`;
}

async function beat(): Promise<void> {
  const others = hold && (await takeLease(hold));
  if (others)
    return stopFor(`This server was silent for too long, and another (${others.holder}) has taken its place.`);
  await showLife();
  const living = await endTheDead();
  lookForOtherRedis(living);
}

function stopFor(why: string): void {
  clearInterval(timer);
  log.fatal({ why }, "this server must stop");
  lost(why);
}

/** One sign after the other: of two at once that find themselves taken for dead each would take a name. */
const showLife = (): Promise<void> => inTurn("sign of life", showLifeOnce);

async function showLifeOnce(): Promise<void> {
  const mine = { _id: nodeId, aliveAt: { $ne: longAgo } };
  const { matchedCount } = await Nodes.updateOne(mine, { $set: lifeNow(), $inc: { version: 1 } });
  if (matchedCount === 0) await comeBack();
  if (begunAs === nodeId) return;
  // Beside the beats: it may take longer than a silence may last.
  beginning ??= beginAgain()
    .catch((error: unknown) => log.warn({ error }, "not all was begun again, it is tried at the next sign of life"))
    .finally(() => {
      beginning = undefined;
    });
}

const lifeNow = () => ({ aliveAt: databaseTime(), beatAt: now(), redis: presentRedis() });

async function join(name: string): Promise<void> {
  await Nodes.create({ _id: name, createdAt: startedAt, place: place(), ...lifeNow() });
}

/** Others took this node for dead. What they still end has the former name, what begins from here on a new one. */
async function comeBack(): Promise<void> {
  const name = newId();
  // There before anything is open under it: whatever happens, somebody ends that.
  await join(name);
  log.warn({ node: name, before: nodeId }, "others took this node for dead: it goes on under another name");
  nodeId = name;
}

async function beginAgain(): Promise<void> {
  const name = nodeId;
  for (const listener of buriedListeners) await listener();
  begunAs = name;
}

/** Ends what silent nodes left open, at their last beat. Any node does it, any number of times. Answers the others, who live. */
export async function endTheDead(
  before = new Date(databaseTime().getTime() - leaseFor),
): Promise<Pick<Node, "redis" | "place" | "createdAt">[]> {
  const others = (await Nodes.find({ _id: { $ne: nodeId } }).lean<Node[]>()).filter(({ _id }) => _id !== leaseId);
  const isDead = ({ aliveAt }: Partial<Node>) => !aliveAt || aliveAt < before;
  for (const { _id, aliveAt, beatAt, place } of others.filter(isDead)) {
    // Marked by a sign of life of long ago before anything of it ends: who shows life until then keeps its place, who does so later
    // takes a new name.
    const silent = { _id, aliveAt: aliveAt ?? null };
    const { matchedCount } = await Nodes.updateOne(silent, { $set: { aliveAt: longAgo }, $inc: { version: 1 } });
    if (matchedCount === 0) continue;
    for (const listener of diedListeners) await listener(_id, beatAt);
    await Nodes.deleteOne({ _id, aliveAt: longAgo });
    log.info({ node: _id, place, beatAt }, "a node fell silent");
  }
  return others.filter((other) => !isDead(other));
}

/** Two Redis servers do not pass on what is said at the other. */
function lookForOtherRedis(others: Pick<Node, "redis" | "place" | "createdAt">[]): void {
  const own = presentRedis();
  // Where none says which one it is, that means nothing.
  noteCutOff(own !== null && others.some(({ redis }) => redis === null));
  const other = others.find(({ redis }) => own !== null && redis && redis !== own);
  if (!other) {
    apartSince = undefined;
    return;
  }
  const at = performance.now();
  apartSince ??= at;
  // Nodes do not follow to a new Redis at the same moment.
  if (at - apartSince < leaseFor) return;
  const why = `REDIS_URL leads this server to another Redis than that of ${other.place}: all servers on one database need the same.`;
  const isYoung = databaseTime().getTime() - startedAt.getTime() < newFor;
  if (isYoung && other.createdAt < startedAt) stopFor(why);
  else log.error({ why }, "nodes cannot hear each other");
}

const place = (): string => `${hostname()}, process ${process.pid}`;
