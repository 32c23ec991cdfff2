/** What an idle connection costs in memory, against bare socket.io. */
import type { Bench, Row } from "../bench.ts";
import { Crowds } from "../crowds.ts";
import { median } from "../figures.ts";
import { atMost, type Outcome } from "../outcome.ts";

interface Asked {
  ask<T>(what: string): Promise<T>;
}

async function run(bench: Bench): Promise<Outcome[]> {
  const many = bench.options.quick ? 2000 : 5000;
  const rounds: { ours: number; bare: number }[] = [];
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
    bench.say(`ours ${(ours / 1024).toFixed(1)} KB, bare ${(bare / 1024).toFixed(1)} KB a connection`);
    rounds.push({ ours, bare });
  }
  return [
    atMost({
      row: `memory of an idle connection that watches a thread, ${many} of them`,
      ours: `${(median(rounds.map(({ ours }) => ours)) / 1024).toFixed(1)} KB`,
      baseline: `bare socket.io, in a room, ${(median(rounds.map(({ bare }) => bare)) / 1024).toFixed(1)} KB`,
      figure: median(rounds.map(({ ours, bare }) => ours / bare)),
      unit: "×",
      bar: 1.2,
      aim: 0.8,
    }),
  ];
}

async function perConnection(
  crowds: Crowds,
  server: Asked,
  many: number,
  where: { port: number; origin?: string; watch: string },
): Promise<number> {
  const open = (name: string, count: number) => crowds.open({ name, speaks: "socket.io", many: count, ...where });
  // What the first connections bring to life belongs to the server, not to them.
  await open("first", 100);
  const before = (await server.ask<NodeJS.MemoryUsage>("memory")).rss;
  await open("all", many);
  const after = (await server.ask<NodeJS.MemoryUsage>("memory")).rss;
  await crowds.close("first");
  await crowds.close("all");
  return (after - before) / many;
}

export const rows: Row[] = [
  { name: "memory", what: "what an idle connection costs, against one of bare socket.io", run },
];
