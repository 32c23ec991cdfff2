/** Bare ws: sends the same text to all who are connected. */
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { answer, instant } from "../helper.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
await new Promise((resolve) => server.once("listening", resolve));

answer({
  port: () => (server.address() as AddressInfo).port,
  emit({ event, payload }: { event: string; payload: unknown }) {
    const at = instant();
    const text = `42${JSON.stringify([event, payload])}`;
    for (const client of server.clients) client.send(text);
    return at;
  },
});
