/** What a row of the table says: ours beside the baseline of the same run, the bar and the aim. */

export interface Outcome {
  row: string;
  ours: string;
  baseline: string;
  /** Ours to the baseline; or the figure itself, where the bar is no ratio. */
  figure: string;
  bar: string;
  aim: string;
  verdict: "holds" | "MISSES" | "not yet";
  /** Whether the aim is reached too. */
  aimReached: boolean;
  notes: string[];
}

interface Measured {
  row: string;
  ours: string;
  baseline?: string;
  figure: number;
  /** "×", "ms", "KB" … */
  unit: string;
  bar: number;
  aim?: number | undefined;
  notes?: string[];
}

const shown = (figure: number, unit: string): string =>
  `${figure >= 100 ? Math.round(figure) : Number(figure.toPrecision(3))} ${unit}`;

function judged(measured: Measured, sign: "≥" | "≤", reaches: (figure: number, limit: number) => boolean): Outcome {
  const { row, ours, baseline = "", figure, unit, bar, aim, notes = [] } = measured;
  return {
    row,
    ours,
    baseline,
    figure: shown(figure, unit),
    bar: `${sign} ${bar} ${unit}`,
    aim: aim === undefined ? "" : `${sign} ${aim} ${unit}`,
    verdict: reaches(figure, bar) ? "holds" : "MISSES",
    aimReached: aim !== undefined && reaches(figure, aim),
    notes,
  };
}

export const atLeast = (measured: Measured): Outcome => judged(measured, "≥", (figure, limit) => figure >= limit);
export const atMost = (measured: Measured): Outcome => judged(measured, "≤", (figure, limit) => figure <= limit);
export const notYet = (row: string, bar: string, why: string): Outcome => ({
  row,
  ours: "",
  baseline: "",
  figure: "",
  bar,
  aim: "",
  verdict: "not yet",
  aimReached: false,
  notes: [why],
});

/** The table as it is printed, and as `--write` keeps it: Markdown that reads well as plain text. */
export function tableOf(outcomes: Outcome[]): string {
  const cells = [
    ["row", "ours", "baseline", "ratio or figure", "bar", "aim", ""],
    ...outcomes.map(({ row, ours, baseline, figure, bar, aim, verdict, aimReached }) => [
      row,
      ours,
      baseline,
      figure,
      bar,
      aim,
      aimReached ? `${verdict}, aim reached` : verdict,
    ]),
  ];
  const wide = (cells[0] as string[]).map((_, column) => Math.max(...cells.map((line) => (line[column] ?? "").length)));
  const lines = cells.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(wide[column] as number)).join(" | ")} |`,
  );
  lines.splice(1, 0, `|${wide.map((width) => "-".repeat(width + 2)).join("|")}|`);
  return lines.join("\n");
}
