/** Where a test may let the server die between two steps. Outside of tests nobody sets `stop`, and this does nothing. */

/** After which step: the write; the numbers; one message; the strike. */
export type FaultPoint = "saved" | "changed" | "numbered" | "sent" | "struck" | "effect-done";

export const faults: {
  stop: ((point: FaultPoint) => void | Promise<void>) | undefined;
  at(point: FaultPoint): void | Promise<void>;
} = {
  stop: undefined,
  at(point) {
    return faults.stop?.(point);
  },
};
