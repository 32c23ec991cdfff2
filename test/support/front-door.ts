/** A door before nodes: leads to the first of them that takes the connection, as a proxy does, by TCP alone. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface FrontDoor {
  readonly url: string;
  /** How many connections go through now. */
  open(): number;
  stop(): Promise<void>;
}

export async function openFrontDoor(ports: () => readonly number[]): Promise<FrontDoor> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer({ pauseOnConnect: true }, (near) => {
    near.on("error", () => {});
    lead(near, [...ports()]);
  });
  function lead(near: Socket, [port, ...others]: number[]): void {
    if (near.destroyed || port === undefined) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    const goOn = () => lead(near, others);
    far.once("error", goOn);
    far.once("connect", () => {
      far.off("error", goOn);
      const pair = [near, far] as const;
      pairs.add(pair);
      const end = () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      };
      for (const socket of pair) socket.setNoDelay(true).on("error", end).on("close", end);
      near.pipe(far).pipe(near);
      near.resume();
    });
  }
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    open: () => pairs.size,
    async stop() {
      const closed = once(server, "close");
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await closed;
    },
  };
}
