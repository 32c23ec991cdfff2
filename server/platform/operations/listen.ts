/** Opens the server's port, and closes it in order. */
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** Resolves with the port, which the system chooses where 0 is wished. */
export function listen(http: Server, { port, host }: { port: number; host: string | undefined }): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port));
  });
}

/**
 * What closes the port: nobody new is let in, what is being answered is answered, who only keeps a connection is let go; and after
 * so many milliseconds so is everybody else, sockets that take nothing any more included.
 */
export function closerOf(http: Server): (patience: number) => Promise<void> {
  const connections = new Set<Socket>();
  http.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  return async (patience) => {
    if (!http.listening && connections.size === 0) return;
    const closed = once(http, "close");
    http.close(() => {});
    const idle = setInterval(() => http.closeIdleConnections(), 100);
    const force = setTimeout(() => {
      for (const socket of connections) socket.destroy();
    }, patience);
    await closed;
    clearInterval(idle);
    clearTimeout(force);
  };
}
