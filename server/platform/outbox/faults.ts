/** Where a test may let the server die between two steps. Does nothing otherwise. */

/** After which step: a new thing was saved, one was changed, numbered in its streams, struck; an effect was done. */
export type FaultPoint = "saved" | "changed" | "numbered" | "struck" | "effect-done";

/** Tests put here what throws, waits or kills. */
export const faults: { at: (point: FaultPoint) => void | Promise<void> } = { at: () => {} };
