/** Whether this server should be given people: what it stands on answers, and it is not on its way out. */
import { setTimeout as delay } from "node:timers/promises";
import mongoose from "mongoose";
import { withoutSecrets } from "../log.ts";
import { sinceSwept } from "../outbox/index.ts";
import { areNodesConnected } from "../realtime/nodes.ts";

/** Each part: ok, or what is wrong with it. */
export interface Readiness {
  ready: boolean;
  database: string;
  /** Left out where no Redis is used. */
  redis?: string;
  outbox: string;
  server: string;
}

const keptFor = 1000;
const patience = 2000;
/** Sweeps are made each minute. */
const stuckAfter = 5 * 60_000;

let stopping = false;
let usesRedis = false;
let kept: { at: number; readiness: Promise<Readiness> } | undefined;

export function startReadiness(wishes: { redis: boolean }): void {
  usesRedis = wishes.redis;
  stopping = false;
  kept = undefined;
}

/** From now on it says no. */
export function beginStopping(): void {
  stopping = true;
  kept = undefined;
}
export const isStopping = (): boolean => stopping;

/** Asked by proxies, several times a second: found out once a second at most. */
export function readReadiness(): Promise<Readiness> {
  if (!kept || performance.now() - kept.at > keptFor) kept = { at: performance.now(), readiness: findOut() };
  return kept.readiness;
}

async function findOut(): Promise<Readiness> {
  const database = await databaseState();
  const outbox = sinceSwept() > stuckAfter ? "stuck: no sweep has come further for five minutes" : "ok";
  const redis = usesRedis ? { redis: areNodesConnected() ? "ok" : "away: the other servers cannot be heard" } : {};
  const server = stopping ? "stopping" : "ok";
  const parts = { database, ...redis, outbox, server };
  return { ready: Object.values(parts).every((part) => part === "ok"), ...parts };
}

async function databaseState(): Promise<string> {
  const answered = await pingDatabase();
  return typeof answered === "number" ? "ok" : `away: ${answered}`;
}

/** How many seconds an answer takes; or why there is none. Of the embedded engine the part is asked that writes. */
export async function pingDatabase(): Promise<number | string> {
  const began = performance.now();
  const { db } = mongoose.connection;
  if (!db) return "not connected";
  const late = new AbortController();
  try {
    const answer = db.command({ ping: 1 }).then(() => (performance.now() - began) / 1000);
    return await Promise.race([answer, delay(patience, "no answer within two seconds", late)]);
  } catch (thrown) {
    return withoutSecrets(thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 300);
  } finally {
    late.abort();
  }
}
