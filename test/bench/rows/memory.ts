/** What an idle connection costs in memory, against bare socket.io. */
import type { Bench, Row } from "../bench.ts";
import { Crowds } from "../crowds.ts";
import { median } from "../figures.ts";
import { atMost, type Outcome } from "../outcome.ts";

interface Asked {
  ask<T>(what: string): Promise<T>;
}

/** Bytes of one connection. */
type Cost = Pick<NodeJS.MemoryUsage, "rss" | "heapUsed" | "external">;

async function run(bench: Bench): Promise<Outcome[]> {
  const many = bench.options.quick ? 2000 : 5000;
  const rounds: { ours: Cost; bare: Cost }[] = [];
  const said = ({ rss, heapUsed, external }: Cost) =>
    `${kilobytes(rss)} (of it JavaScript's heap ${kilobytes(heapUsed)}, outside it ${kilobytes(external)})`;
  for (let round = 0; round < bench.options.rounds; round++) {
    // A fresh process each time: memory that was used once is not given back.
    const crowds = await Crowds.start(bench);
    const house = await bench.house();
    const ours = await perConnection(crowds, house, many, {
      port: house.node.port,
      origin: house.url,
      watch: `thread:${house.filled.threads[0]}`,
    });
    await house.stop();
    const server = await bench.helper("bare/socket-io.ts");
    const bare = await perConnection(crowds, server, many, { port: await server.ask<number>("port"), watch: "room" });
    await server.stop();
    for (const helper of crowds.helpers) await helper.stop();
    bench.say(`ours ${said(ours)}, bare ${said(bare)} a connection`);
    rounds.push({ ours, bare });
  }
  return [
    atMost({
      row: `memory of an idle connection that watches a thread, ${many} of them`,
      ours: kilobytes(median(rounds.map(({ ours }) => ours.rss))),
      baseline: `bare socket.io, in a room, ${kilobytes(median(rounds.map(({ bare }) => bare.rss)))}`,
      figure: median(rounds.map(({ ours, bare }) => ours.rss / bare.rss)),
      unit: "×",
      bar: 1.2,
      aim: 0.8,
    }),
  ];
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

async function perConnection(
  crowds: Crowds,
  server: Asked,
  many: number,
  where: { port: number; origin?: string; watch: string },
): Promise<Cost> {
  const open = (name: string, count: number) => crowds.open({ name, speaks: "socket.io", many: count, ...where });
  // What the first ones bring to life, and the room that the heap makes itself, belong to the server and not to them.
  await open("first", 2000);
  const before = await server.ask<NodeJS.MemoryUsage>("memory");
  await open("all", many);
  const after = await server.ask<NodeJS.MemoryUsage>("memory");
  await crowds.close("first");
  await crowds.close("all");
  const each = (part: keyof Cost) => (after[part] - before[part]) / many;
  return { rss: each("rss"), heapUsed: each("heapUsed"), external: each("external") };
}

export const rows: Row[] = [
  { name: "memory", what: "what an idle connection costs, against one of bare socket.io", run },
];
