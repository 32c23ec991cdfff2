/** Counts and durations that cost whoever notes them some hundred nanoseconds; they become Prometheus' text only when that asks. */
import type { Metric, MetricValue } from "prom-client";
import { lazily, once } from "../lazily.ts";

export const promClient = lazily<typeof import("prom-client")>("prom-client");
const described: { name: string; get: () => object }[] = [];

/** Everything that /metrics says; prom-client knows its own classes alone by type. */
export const registry = once(() => {
  const all = new (promClient().Registry)();
  for (const { name, get } of described) all.registerMetric({ name, get: async () => get() } as unknown as Metric);
  return all;
});

interface Described<Label extends string> {
  name: string;
  help: string;
  /** Their values are few and known: names of operations, codes; never ids. */
  labels: readonly Label[];
}
type Labelled<Label extends string> = Record<Label, string>;

/** One leaf for each combination of label values that occurred. */
class Leaves<Label extends string, Leaf> {
  readonly all: { labels: Labelled<Label>; leaf: Leaf }[] = [];
  readonly #names: readonly Label[];
  readonly #make: () => Leaf;
  readonly #tree = new Map<string, unknown>();

  constructor(names: readonly Label[], make: () => Leaf) {
    this.#names = names;
    this.#make = make;
  }

  at(values: readonly string[]): Leaf {
    let branch: unknown = this.#tree;
    for (const value of values) {
      const next = (branch as Map<string, unknown>).get(value);
      if (next === undefined) return this.#grow(values);
      branch = next;
    }
    return branch as Leaf;
  }

  #grow(values: readonly string[]): Leaf {
    let branch = this.#tree;
    for (const value of values.slice(0, -1)) {
      const next = (branch.get(value) as Map<string, unknown> | undefined) ?? new Map<string, unknown>();
      branch.set(value, next);
      branch = next;
    }
    const leaf = this.#make();
    branch.set(values.at(-1) as string, leaf);
    const labels = Object.fromEntries(this.#names.map((name, at) => [name, values[at]])) as Labelled<Label>;
    this.all.push({ labels, leaf });
    return leaf;
  }
}

/** Something that is counted: `told.add(1, "told")`. */
export class Count<Label extends string> {
  readonly #leaves: Leaves<Label, { count: number }>;

  constructor({ name, help, labels }: Described<Label>) {
    this.#leaves = new Leaves(labels, () => ({ count: 0 }));
    const values = () => this.#leaves.all.map(({ labels, leaf }) => ({ labels, value: leaf.count }));
    described.push({ name, get: () => ({ name, help, type: "counter", aggregator: "sum", values: values() }) });
  }
  /** `values` in the order of the labels. */
  add(more: number, ...values: string[]): void {
    this.#leaves.at(values).count += more;
  }
}

interface Spread {
  /** How many took no longer than each bound (and longer than the one before), and beyond the last. */
  counts: number[];
  sum: number;
}

/** How long something took, in seconds: `operations.note(0.012, "forum.createPost", "socket")`. */
export class Durations<Label extends string> {
  readonly #bounds: readonly number[];
  readonly #leaves: Leaves<Label, Spread>;

  constructor({ name, help, labels, bounds }: Described<Label> & { bounds: readonly number[] }) {
    this.#bounds = bounds;
    this.#leaves = new Leaves(labels, () => ({ counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 }));
    const values = () => this.#leaves.all.flatMap(({ labels, leaf }) => spreadValues(name, labels, leaf, bounds));
    described.push({ name, get: () => ({ name, help, type: "histogram", aggregator: "sum", values: values() }) });
  }
  /** `values` in the order of the labels. */
  note(seconds: number, ...values: string[]): void {
    const spread = this.#leaves.at(values);
    let place = 0;
    while (seconds > (this.#bounds[place] as number)) place++;
    spread.counts[place] = (spread.counts[place] as number) + 1;
    spread.sum += seconds;
  }
}

function spreadValues(
  name: string,
  labels: Record<string, string>,
  { counts, sum }: Spread,
  bounds: readonly number[],
): (MetricValue<string> & { metricName: string })[] {
  let below = 0;
  const buckets = counts.map((count, place) => {
    below += count;
    return { metricName: `${name}_bucket`, labels: { ...labels, le: String(bounds[place] ?? "+Inf") }, value: below };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: below },
  ];
}
