/** The door for sockets: whom it lets in, and what no frame can do to it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { io } from "socket.io-client";
import { Lost, Refusal } from "../../client/live/refusal.ts";
import { openUnsent } from "../../client/live/unsent.ts";
import { Problem } from "../../server/platform/problem.ts";
import { onDisconnect } from "../../server/platform/realtime/index.ts";
import { newId } from "../../shared/ids.ts";
import { type House, openHouse, until } from "./house.ts";
import { Notes } from "./notes.ts";

let house: House;
let busy = false;
const limit = async () => {
  if (busy) throw new Problem("too-many", { seconds: 7 });
};
beforeAll(async () => {
  house = await openHouse({ limit });
});
afterAll(() => house.close());

const knock = (options: object): Promise<string> =>
  new Promise((resolve) => {
    const socket = io(`http://127.0.0.1:${house.port}`, { forceNew: true, reconnection: false, ...options });
    const end = (how: string) => {
      socket.disconnect();
      resolve(how);
    };
    socket.on("connect", () => end("in"));
    socket.on("connect_error", (error) => end((error as Error & { data?: { code: string } }).data?.code ?? "refused"));
  });

test.each(["websocket", "polling"])("a foreign page is refused over %s, our own is let in", async (transport) => {
  const own = `http://127.0.0.1:${house.port}`;
  const from = (headers: object) => knock({ transports: [transport], extraHeaders: headers });
  expect(await from({ origin: "https://evil.example" })).toBe("refused");
  expect(await from({ origin: "null" })).toBe("refused");
  expect(await from({ "sec-fetch-site": "cross-site" })).toBe("refused");
  expect(await from({ origin: own })).toBe("in");
  expect(await from({})).toBe("in");
});

test("a handshake with a token that is over says so, and the client renews it and comes in", async () => {
  expect(await knock({ extraHeaders: { cookie: "name=ada; old=1" } })).toBe("session-expired");
  let renewed = 0;
  const headers: Record<string, string> = { cookie: "name=ada; old=1" };
  const ada = house.client("ada", {
    extraHeaders: headers,
    renew: async () => {
      renewed++;
      headers["cookie"] = "name=ada";
      return "renewed";
    },
  });
  await ada.create("p", "in after all");
  expect(renewed).toBe(1);
});

test("frames without an acknowledgement, of any shape, are survived", async () => {
  const socket = io(`http://127.0.0.1:${house.port}`, { forceNew: true, transports: ["websocket"] });
  const deep = JSON.parse("[".repeat(500) + "]".repeat(500)) as unknown;
  const shapes: unknown[] = [
    undefined,
    null,
    1,
    "x",
    [],
    {},
    { stream: { $ne: 1 } },
    JSON.parse('{"__proto__":{"a":1}}'),
    { stream: "place:p", held: [1] },
    deep,
    Buffer.from("x"),
  ];
  for (const event of [
    "notes.createNote",
    "notes.breakDown",
    "watch",
    "unwatch",
    "nothing",
    "__proto__",
    "constructor",
    "toString",
  ]) {
    for (const shape of shapes) socket.emit(event, shape);
    socket.emit(event);
    socket.emit(event, {}, {}, {});
    for (const shape of shapes) {
      const answer = (await socket.timeout(3000).emitWithAck(event, shape)) as object;
      expect(Object.keys(answer)).toEqual(["problem"]);
    }
  }
  expect(socket.connected).toBe(true);
  socket.disconnect();
});

test("what broke is said without its insides, and carries a number for the log", async () => {
  const ada = house.client("ada");
  const refusal = await ada.ask("notes.breakDown", {}).catch((thrown: unknown) => thrown);
  expect(refusal).toMatchObject({ code: "internal", details: { requestId: expect.any(String) } });
  expect(JSON.stringify(refusal)).not.toContain("on purpose");
  await expect(ada.ask("notes.onlyHttp", {})).rejects.toMatchObject({ code: "not-found" });
});

test("a message above 64 KB ends the connection, not the server", async () => {
  const ada = house.client("ada");
  await ada.create("p", "small");
  await expect(
    ada.askOnce("notes.createNote", { id: newId(), placeId: "p", text: "x".repeat(70_000) }, 2000),
  ).rejects.toThrow();
  await ada.create("p", "small again");
});

test("a limit that is reached is told with the seconds to wait", async () => {
  const ada = house.client("ada");
  busy = true;
  await expect(ada.create("p", "too much")).rejects.toMatchObject({ code: "too-many", details: { seconds: 7 } });
  busy = false;
});

test("whoever listens hears of every connection that ends", async () => {
  const gone: string[] = [];
  onDisconnect((_socketId, person) => gone.push(person.id));
  const zoe = house.client("zoe");
  await zoe.create("p", "hi");
  zoe.close();
  await until(() => gone.includes("zoe"));
});

test("a frame in flight when the line breaks is sent again, and is there once", async () => {
  const ada = house.client("ada");
  await ada.create("cut", "before");
  const sent = Array.from({ length: 20 }, (_, index) => ada.create("cut", `note ${index}`));
  for (const socket of house.gateway.io.sockets.sockets.values()) socket.conn.close();
  await Promise.all(sent);
  expect(await Notes.countDocuments({ placeId: "cut" })).toBe(21);
});

function browserStorage() {
  const kept = new Map<string, string>();
  const storage: Storage = {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
  return { kept, storage };
}

test("what was written while the line was down stays in the browser and is sent once when it is back", async () => {
  const { kept, storage } = browserStorage();
  const id = newId();
  const note = { id, placeId: "offline", text: "written on a train" };
  const away = house.client("ada", { autoConnect: false });
  const box = openUnsent("ada", { ...away, ask: (event, input) => away.ask(event, input, 50) }, storage);
  // The notes are not in the contract: the box does not look at names.
  await expect(box.send("forum.createPost" as never, note as never)).rejects.toThrow();
  expect(box.waiting.value).toHaveLength(1);
  box.close();
  kept.set(
    `colloquy.unsent.${id}`,
    (kept.get(`colloquy.unsent.${id}`) as string).replace("forum.createPost", "notes.createNote"),
  );

  // The tab died; another opens, twice at once. Somebody else's box does not send it.
  const others = openUnsent("ben", house.client("ben"), storage);
  const boxes = [openUnsent("ada", house.client("ada"), storage), openUnsent("ada", house.client("ada"), storage)];
  await until(() => kept.size === 0);
  expect(await Notes.find({ placeId: "offline" }).lean()).toMatchObject([{ _id: id, authorId: "ada" }]);
  for (const one of [others, ...boxes]) one.close();
});

test("what found no answer on a line that stands is sent again until it does, once", async () => {
  const { kept, storage } = browserStorage();
  const ada = house.client("ada");
  await ada.create("stalled", "the line stands");
  const failures = [new Lost("no answer"), new Refusal({ code: "unavailable" })];
  const box = openUnsent(
    "ada",
    {
      ...ada,
      get connected() {
        return ada.connected;
      },
      ask: async (_name, input) => {
        const failure = failures.shift();
        if (failure) throw failure;
        return ada.ask("notes.createNote", input);
      },
    },
    storage,
    20,
  );
  const sent: string[] = [];
  box.onSent(({ input }) => sent.push(input.id));
  const id = newId();
  const note = { id, placeId: "stalled", text: "sent into a tunnel" };
  await expect(box.send("forum.createPost" as never, note as never)).rejects.toThrow(Lost);
  await until(() => kept.size === 0);
  box.close();
  expect({ sent, failures }).toEqual({ sent: [id], failures: [] });
  expect(await Notes.countDocuments({ _id: id })).toBe(1);
});
