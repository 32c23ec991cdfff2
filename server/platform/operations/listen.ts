/** Opens the server's port. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Resolves with the port, which the system chooses where 0 is wished. */
export function listen(http: Server, { port, host }: { port: number; host: string | undefined }): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port));
  });
}
