import { createServer } from "node:net";

/** A port nobody listens on now, for a server whose address must be known before, or stay the same when it is started again. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
