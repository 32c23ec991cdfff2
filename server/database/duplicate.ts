/** What a unique index refused: there is one already. */
export const isDuplicate = (thrown: unknown): boolean => (thrown as { code?: unknown } | null)?.code === 11000;
