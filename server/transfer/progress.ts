/** How far it is, for whoever waits: one line that changes on a terminal, a line now and then elsewhere. */

const columns = 24;
const elsewhereEvery = 5_000;
const hereEvery = 200;

export class Progress {
  readonly #what: string;
  readonly #total: number;
  #done: number;
  readonly #begun: number;
  readonly #began = performance.now();
  #shownAt = performance.now();

  /** `done` of `total` are done already. */
  constructor(what: string, total: number, done = 0) {
    this.#what = what;
    this.#total = total;
    this.#done = done;
    this.#begun = done;
  }

  add(documents: number): void {
    this.#done += documents;
    const at = performance.now();
    if (at - this.#shownAt < (process.stderr.isTTY ? hereEvery : elsewhereEvery)) return;
    this.#shownAt = at;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${this.#line()}` : `${this.#line()}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }

  #line(): string {
    const part = this.#total === 0 ? 1 : Math.min(1, this.#done / this.#total);
    const bar = "█".repeat(Math.round(part * columns)).padEnd(columns, "░");
    const rate = Math.round((this.#done - this.#begun) / ((performance.now() - this.#began) / 1000));
    return `${this.#what.padEnd(28)} ${bar} ${spaced(this.#done)} of ${spaced(this.#total)}, ${spaced(rate)} a second`;
  }
}

/** 1234567 as "1 234 567". */
export const spaced = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, " ");

/** Rows under their headings. */
export function table(headings: string[], rows: string[][]): string {
  const wide = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => (row[at] ?? "").length)));
  return [headings, ...rows]
    .map((row) =>
      row
        .map((cell, at) => (at === 1 ? cell.padStart(wide[at] ?? 0) : cell.padEnd(wide[at] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
