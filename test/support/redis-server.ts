/** A real redis-server on a port of its own. `REDIS_SERVER` names the program where it is not on the path. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./free-port.ts";

const program = process.env["REDIS_SERVER"] ?? "redis-server";

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** In good order. */
  stop(): Promise<void>;
  /** Again at the same address, with nothing in it. */
  start(): Promise<void>;
}

/** Starts one that keeps nothing on disk. Stop it when the file is done. */
export async function startRedisServer(): Promise<RedisServer | { unavailable: string }> {
  const unavailable = redisLacks();
  if (unavailable) return { unavailable };
  const port = await freePort();
  let child: ChildProcess | undefined;
  const cutShort = () => child?.kill("SIGKILL");
  process.once("exit", cutShort);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: () => end("SIGKILL"),
    async stop() {
      await end("SIGTERM");
    },
    async start() {
      child = spawn(program, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
        stdio: "ignore",
      });
      for (let tries = 0; !(await answers(port)); tries++) {
        if (tries > 200) throw new Error("redis-server does not answer");
        await pause(50);
      }
    },
  };
  await redis.start();
  return redis;
}

/** Why none can be started here. */
export const redisLacks = (): string | undefined =>
  spawnSync(program, ["--version"]).status === 0
    ? undefined
    : "there is no redis-server (the system's package of that name has it)";

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("data", (data) => {
      resolve(data.toString().startsWith("+PONG"));
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
  });
}
