/** Whether this browser holds something that could not be sent; asked before anything is fetched that would send it. */
export function somethingUnsent(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("colloquy.unsent.") || key.startsWith("draft "));
  } catch {
    return false;
  }
}
