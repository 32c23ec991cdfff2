/** A helper that loads a server over HTTP with autocannon: pages in turn, or people who write. */
import { Agent, get } from "node:http";
import autocannon from "autocannon";
import { newId } from "../../shared/ids.ts";
import { percentile } from "./figures.ts";
import { answer } from "./helper.ts";

export interface ReadLoad {
  url: string;
  /** In turn; each connection begins somewhere else. */
  paths: string[];
  headers?: Record<string, string>;
  connections: number;
  seconds: number;
  /** So many requests, however long they take, instead. */
  requests?: number;
}
export interface WriteLoad {
  url: string;
  /** Each on a connection of her or his own, writing as fast as it is acknowledged. */
  writers: { path: string; cookie: string }[];
  body: string;
  seconds: number;
}
export interface Loaded {
  requests: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  most: number;
}

/** Reads at a fixed pace, however long each takes. */
export interface SteadyLoad {
  url: string;
  paths: string[];
  perSecond: number;
  seconds: number;
}
export type Steady = Pick<Loaded, "requests" | "p50" | "p99" | "most">;

const agent = new Agent({ keepAlive: true });
/** Milliseconds until the last byte. */
const readOnce = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const at = performance.now();
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answers ${response.statusCode}`));
      response.resume().on("end", () => resolve(performance.now() - at));
    }).on("error", reject);
  });

async function load(options: autocannon.Options): Promise<Loaded> {
  const result = await autocannon({ timeout: 30, ...options });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} broken of ${result.requests.total} requests`);
  return {
    requests: result.requests.total,
    seconds: result.duration,
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    most: result.latency.max,
  };
}

answer({
  read({ url, paths, headers, connections, seconds, requests }: ReadLoad) {
    let begun = 0;
    return load({
      url,
      connections,
      ...(requests ? { amount: requests } : { duration: seconds }),
      setupClient(client) {
        const first = Math.floor((begun++ * paths.length) / connections);
        client.setRequests(
          [...paths.slice(first), ...paths.slice(0, first)].map((path) => ({ method: "GET", path, headers })),
        );
      },
    });
  },
  write({ url, writers, body, seconds }: WriteLoad) {
    let begun = 0;
    return load({
      url,
      connections: writers.length,
      duration: seconds,
      setupClient(client) {
        const { path, cookie } = writers[begun++ % writers.length] as WriteLoad["writers"][number];
        client.setRequests([
          {
            method: "POST",
            path,
            headers: { "content-type": "application/json", origin: url, cookie },
            setupRequest: (request) => ({ ...request, body: JSON.stringify({ id: newId(), body }) }),
          },
        ]);
      },
    });
  },
  async steady({ url, paths, perSecond, seconds }: SteadyLoad): Promise<Steady> {
    const reading: Promise<number>[] = [];
    const began = performance.now();
    for (let time = 0; time < perSecond * seconds; time++) {
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, began + (time * 1000) / perSecond - performance.now())),
      );
      reading.push(readOnce(url + paths[time % paths.length]));
    }
    const took = await Promise.all(reading);
    return {
      requests: took.length,
      p50: percentile(took, 0.5),
      p99: percentile(took, 0.99),
      most: Math.max(...took),
    };
  },
});
