/** The proxy of the drills itself: a fault that it does not make would prove nothing. */

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";

// Says everything back.
const echo = createServer((socket) => socket.pipe(socket).on("error", () => {}));
let proxy: FaultProxy;
const opened: Socket[] = [];

beforeAll(async () => {
  await once(echo.listen(0, "127.0.0.1"), "listening");
  proxy = await startFaultProxy({ port: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  await proxy.mend();
});
afterAll(async () => {
  await proxy.stop();
  echo.close();
});

async function dial(): Promise<{ socket: Socket; heard: () => string; ended: Promise<unknown> }> {
  const socket = connect(proxy.port, "127.0.0.1");
  opened.push(socket);
  let text = "";
  socket.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  socket.on("error", () => {});
  const ended = new Promise((resolve) => socket.once("close", resolve));
  await once(socket, "connect");
  return { socket, heard: () => text, ended };
}
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

test("lets through what is said, both ways, and the end of it", async () => {
  const { socket, heard, ended } = await dial();
  socket.write("hello ");
  socket.end("there");
  await ended;
  expect(heard()).toBe("hello there");
});

test("cuts every line at once; the next one gets through", async () => {
  const [one, two] = [await dial(), await dial()];
  proxy.cut();
  await Promise.all([one.ended, two.ended]);
  const { socket, heard } = await dial();
  socket.write("again");
  await until(() => heard() === "again");
});

test("refuses until it is mended, at the same port", async () => {
  const { ended } = await dial();
  await proxy.refuse();
  await ended;
  const refused = connect(proxy.port, "127.0.0.1");
  expect(((await once(refused, "error")) as [{ code: string }])[0].code).toBe("ECONNREFUSED");
  await proxy.mend();
  const { socket, heard } = await dial();
  socket.write("back");
  await until(() => heard() === "back");
});

test("delays in order, also what follows when the delay is over", async () => {
  const { socket, heard } = await dial();
  proxy.delay(100);
  socket.write("slow ");
  await pause(30);
  expect(heard()).toBe("");
  await proxy.mend();
  socket.write("fast");
  await until(() => heard() === "slow fast");
});

test("swallows, and ends the lines that lost something when it is over", async () => {
  const [losing, quiet] = [await dial(), await dial()];
  proxy.drop();
  losing.socket.write("lost");
  const inside = await dial();
  await pause(50);
  expect(losing.heard()).toBe("");
  expect(losing.socket.destroyed || inside.socket.destroyed).toBe(false);
  await proxy.mend();
  await losing.ended;
  quiet.socket.write("here");
  await until(() => quiet.heard() === "here");
});

test("holds back, and lets everything through afterwards", async () => {
  const { socket, heard } = await dial();
  proxy.hold();
  socket.write("one ");
  await pause(30);
  socket.write("two");
  await pause(30);
  expect(heard()).toBe("");
  await proxy.mend();
  await until(() => heard() === "one two");
});

test("leads a url through itself", () => {
  const { port } = proxy;
  expect(proxy.through("redis://:word@10.0.0.1:6379/2")).toBe(`redis://:word@127.0.0.1:${port}/2`);
  expect(proxy.through("mongodb://127.0.0.1:27017/colloquy?directConnection=true")).toBe(
    `mongodb://127.0.0.1:${port}/colloquy?directConnection=true`,
  );
});
