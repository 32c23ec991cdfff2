/** A MONGO_URL on which no house can stand: one clear sentence that names it, never its password, and nothing is written. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createWebServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import mongoose from "mongoose";
import { connect, disconnect } from "../../server/database/connect.ts";
import { openMongo } from "../../server/database/connect-mongo.ts";
import { makeIndexes } from "../../server/database/make-indexes.ts";
import { type MongoProtocolServer, startMongoProtocolServer } from "../support/mongo-protocol.ts";
import { NodeProcess } from "../support/node-process.ts";
import { startOldMongo } from "../support/old-mongo.ts";

const password = "Sesame-7!";
afterEach(() => disconnect());

async function refusal(url: string): Promise<string> {
  // The address may say for how long a server is looked for.
  const said = await openMongo(`${url}${url.includes("?") ? "&" : "?"}serverSelectionTimeoutMS=1000`).then(
    () => "it was opened",
    (thrown: Error) => thrown.message,
  );
  expect(said).toMatch(/^MONGO_URL[^\n]+[.?]$/);
  expect(said).not.toContain("Sesame");
  return said;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

describe("an address that cannot be one", () => {
  test.each([
    ["an @ in the password as it is", "mongodb://ada:Sesame@7!@127.0.0.1:1/x"],
    ["a slash in the password as it is", "mongodb://ada:Sesame/7!@127.0.0.1:1/x"],
    ["a port beyond all ports", `mongodb://ada:${password}@127.0.0.1:99999/x`],
    ["no host", "mongodb:///x"],
  ])("%s", async (_name, url) => {
    expect(await refusal(url)).toContain("mongodb://USER:PASSWORD@HOST:27017/DATABASE");
  });

  test("an option that there is not", async () => {
    expect(await refusal(`mongodb://ada:${password}@127.0.0.1:1/x?replicaset_name=rs0`)).toContain("replicaset_name");
  });

  test("a certificate file that is not there", async () => {
    expect(await refusal("mongodb://127.0.0.1:1/x?tls=true&tlsCAFile=/no/such/file.pem")).toContain(
      "/no/such/file.pem",
    );
  });
});

describe("nobody there, or somebody else", () => {
  test("a port where nothing listens", async () => {
    expect(await refusal(`mongodb://ada:${password}@127.0.0.1:1/x`)).toContain(
      "(127.0.0.1:1/x): nothing listens there",
    );
  });

  test.each(["mongodb", "mongodb+srv"])("a machine that there is not, by %s", async (scheme) => {
    expect(await refusal(`${scheme}://ada:${password}@nowhere.invalid/x`)).toMatch(/nowhere\.invalid/);
  });

  test("a web server", async () => {
    const web = createWebServer((_request, response) => response.end("hello"));
    const port = await listening(web);
    expect(await refusal(`mongodb://127.0.0.1:${port}/x`)).toContain("a web server answers, not MongoDB");
    web.close();
  });

  test("a server that says nothing", async () => {
    const mute = createServer((socket) => void socket.on("error", () => {}));
    const port = await listening(mute);
    expect(await refusal(`mongodb://127.0.0.1:${port}/x`)).toContain("says nothing that MongoDB would say");
    mute.close();
  });

  test("an older MongoDB", async () => {
    for (const [version, wire] of [
      ["5.0.31", 13],
      ["3.6.23", 6],
    ] as const) {
      const old = await startOldMongo(version, wire);
      const said = await refusal(`mongodb://127.0.0.1:${old.port}/x`);
      expect(said).toContain("too old");
      expect(said).toContain("MongoDB 6.0 or newer is needed");
      old.stop();
    }
  });

  test("the server itself says it in one line, and ends with 1", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "colloquy-refused-"));
    const node = new NodeProcess({ dataDir, env: { MONGO_URL: `mongodb://ada:${password}@127.0.0.1:1/x` } });
    await expect(node.start()).rejects.toThrow(/ended with 1 before it was ready/);
    expect(node.errors.trim()).toMatch(
      /^Colloquy cannot start:\s+MONGO_URL \(127\.0\.0\.1:1\/x\): nothing listens there[^\n]+$/,
    );
    rmSync(dataDir, { recursive: true });
  });
});

const probe = await startMongoProtocolServer({ durable: true });
if ("unavailable" in probe) process.stdout.write(`What a MongoDB refuses is not tried: ${probe.unavailable}\n`);
const server = probe as MongoProtocolServer;

("unavailable" in probe ? describe.skip : describe)("a server of MongoDB's protocol", () => {
  const at = (database: string, more = "", people = "") =>
    `mongodb://${people}127.0.0.1:${server.port}/${database}?directConnection=true${more}`;

  test("where the address names no database, it is colloquy", async () => {
    await openMongo(`mongodb://127.0.0.1:${server.port}`);
    expect(mongoose.connection.name).toBe("colloquy");
  });

  test("of another replica set", async () => {
    expect(await refusal(`mongodb://127.0.0.1:${server.port}/x?replicaSet=rs0`)).toContain("a replica set named rs0");
  });

  test("without TLS, where the address asks for it", async () => {
    expect(await refusal(at("x", "&tls=true"))).toContain("take tls=true away");
  });

  test("with documents that a unique index cannot hold: what they are stays unsaid, and they stay", async () => {
    const client = await new mongoose.mongo.MongoClient(server.url).connect();
    const beads = client.db("twice").collection("beads");
    await beads.insertMany([{ colour: "ada@example.org" }, { colour: "ada@example.org" }]);
    const name = "Bead";
    mongoose.model(name, new mongoose.Schema({ colour: String }).index({ colour: 1 }, { unique: true }), "beads");
    const made = makeIndexes(at("twice"));
    await expect(made).rejects.toThrow(/collection beads holds several documents with the same colour/);
    await expect(made).rejects.not.toThrow("example.org");
    expect(await beads.countDocuments()).toBe(2);
    mongoose.deleteModel(name);
    await client.close();
  });

  test("with an index of the same name that is another", async () => {
    const client = await new mongoose.mongo.MongoClient(server.url).connect();
    await client.db("otherwise").collection("pearls").createIndex({ colour: 1 }, { name: "colour_1", sparse: true });
    const schema = new mongoose.Schema({ colour: String }).index({ colour: 1 }, { unique: true });
    mongoose.model("Pearl", schema, "pearls");
    await expect(makeIndexes(at("otherwise"))).rejects.toThrow(
      /^MONGO_URL .*collection pearls has an index in the place of one of ours/,
    );
    mongoose.deleteModel("Pearl");
    await client.close();
  });

  test("with a database of another product", async () => {
    const client = await new mongoose.mongo.MongoClient(server.url).connect();
    const shop = client.db("shop");
    await shop.collection("orders").insertOne({ total: 3 });
    await expect(connect({ mongoUrl: at("shop"), dataDir: "" })).rejects.toThrow(
      /^MONGO_URL \(127.*\/shop\): .*database of its own/,
    );
    expect((await shop.listCollections().toArray()).map(({ name }) => name)).toEqual(["orders"]);
    await client.close();
  });

  test("that asks for a user: none, a wrong one, one with a wrong password, one who may only read", async () => {
    const client = await new mongoose.mongo.MongoClient(server.url).connect();
    for (const role of ["read", "readWrite"])
      await client.db("admin").command({ createUser: role, pwd: password, roles: [{ role, db: "asking" }] });
    await client.close();
    await server.kill();
    await server.start(["--auth"]);
    const as = (user: string, pass = password) => at("asking", "&authSource=admin", `${user}:${pass}@`);
    expect(await refusal(at("asking"))).toContain("asks for a user");
    expect(await refusal(as("nobody"))).toContain("refuses the user or the password");
    expect(await refusal(as("readWrite", "Sesame-8!"))).toContain("refuses the user or the password");
    expect(await refusal(at("asking", "", `readWrite:${password}@`))).toContain("authSource=NAME");
    expect(await refusal(as("read"))).toContain("the role readWrite on it is needed");
    await openMongo(as("readWrite"));
    await server.kill();
  });

  test("with a certificate that nobody vouches for, and with one whose authority is named", async () => {
    const folder = mkdtempSync(join(tmpdir(), "colloquy-certificate-"));
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    const words = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1`;
    execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", certificate], { stdio: "ignore" });
    await server.start(["--tls-cert-file", certificate, "--tls-key-file", key]);
    expect(await refusal(at("sealed", "&tls=true"))).toContain("certificate is not trusted");
    expect(await refusal(at("sealed"))).toContain("it may want TLS: tls=true");
    await openMongo(at("sealed", `&tls=true&tlsCAFile=${encodeURIComponent(certificate)}`));
    rmSync(folder, { recursive: true });
    await server.kill();
  });
});

("unavailable" in probe ? test.skip : test)(
  "a server by itself, without a replica set, takes writes that are not retried",
  async () => {
    const alone = (await startMongoProtocolServer({ standalone: true })) as MongoProtocolServer;
    const Stones = mongoose.model("Stone", new mongoose.Schema({ _id: String, weight: Number }));
    for (const url of [alone.url, `mongodb://127.0.0.1:${alone.port}/colloquy`]) {
      await openMongo(url);
      await Stones.updateOne({ _id: "a" }, { $inc: { weight: 1 } }, { upsert: true });
      await disconnect();
    }
    await openMongo(alone.url);
    expect(await Stones.findById("a").lean()).toMatchObject({ weight: 2 });
    await disconnect();
    mongoose.deleteModel("Stone");
    await alone.stop();
    await server.stop();
  },
);
