/** Where a test may break the close: between any two of its steps. Does nothing otherwise. */

/** The steps in their order. */
export const steps = [
  "closing-saved",
  "carrying-saved",
  "question-carried",
  "thread-opened",
  "thread-noted",
  "asker-told",
  "all-carried",
  "closed-saved",
  "voters-told",
] as const;
export type Step = (typeof steps)[number];

/** Tests put here what throws, waits or kills. */
export const faults: { at: (step: Step) => void | Promise<void> } = { at: () => {} };
