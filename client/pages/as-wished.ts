/**
 * Sends what is on or off until the server stands as it was wished last: presses that come faster than the answers are
 * neither lost nor sent past one another. Throws where the last wish was refused.
 *
 * @param wished the wish as it is now
 */
export async function asWished(wished: () => boolean, send: (on: boolean) => Promise<unknown>): Promise<void> {
  for (;;) {
    const on = wished();
    try {
      await send(on);
      if (wished() === on) return;
    } catch (thrown) {
      // Another wish came meanwhile: it is the one that counts.
      if (wished() === on) throw thrown;
    }
  }
}
