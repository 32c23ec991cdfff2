/** Medians and percentiles. */

const sorted = (figures: readonly number[]): number[] => [...figures].sort((one, other) => one - other);

export function median(figures: readonly number[]): number {
  const all = sorted(figures);
  const middle = Math.floor(all.length / 2);
  return all.length % 2 ? (all[middle] ?? 0) : ((all[middle - 1] ?? 0) + (all[middle] ?? 0)) / 2;
}

/** The smallest figure that so large a part (0.99) of them does not exceed. */
export const percentile = (figures: readonly number[], part: number): number =>
  sorted(figures)[Math.max(0, Math.ceil(figures.length * part) - 1)] ?? 0;

export const sum = (figures: readonly number[]): number => figures.reduce((one, other) => one + other, 0);
