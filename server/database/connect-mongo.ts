/** Opens a MongoDB: looks who is there, and says so in one sentence where no house can stand on it. */
import mongoose, { type ConnectOptions } from "mongoose";
import { databaseOf, optionOf } from "./mongo-address.ts";
import { oldest, sayWhyNot, tooOld } from "./say-why-not.ts";

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Options = NonNullable<ConstructorParameters<typeof mongoose.mongo.MongoClient>[1]>;

/**
 * What is promised hangs on these, whatever the address says: an acknowledged write is on the disks of a majority, no read shows what
 * could be taken back, and everything is asked of the member that writes. A no-op write and a duplicate wait for the majority too, so
 * that whoever lost a race reads what the winner wrote.
 */
const promised = {
  writeConcern: { w: "majority", j: true },
  readConcern: { level: "majority" },
  readPreference: "primary",
} satisfies Options;

/** Nothing hangs: a server that is gone is noticed within these milliseconds, and one that came back too. The address may say others. */
const patience = { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000, heartbeatFrequencyMS: 1000 };
/** Only while people wait: making an index may take long. */
const whileServing = { socketTimeoutMS: 5000, waitQueueTimeoutMS: 5000 };
/** For the majority to confirm a write; without it the write may stand or not, and is sent again. */
const confirmed = { ...promised, writeConcern: { ...promised.writeConcern, wtimeoutMS: 4000 } };

const unlessSaid = <O extends object>(options: O, url: string): Partial<O> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => optionOf(url, name) === null)) as Partial<O>;

/** Connects mongoose, once it is sure who is there. Throws one clear sentence. */
export async function openMongo(url: string): Promise<void> {
  await sayingWhyNot(url, async () => {
    await withClient(url, confirmed, async (client) => {
      await checkServer(client);
      await checkRights(client, databaseOf(url));
    });
    const options: ConnectOptions = {
      ...unlessSaid({ ...patience, ...whileServing }, url),
      ...confirmed,
      dbName: databaseOf(url),
      autoIndex: false,
      autoCreate: false,
      // A server that is away is said at once; mongoose would keep the question for ten seconds.
      bufferCommands: false,
    };
    await mongoose.connect(url, options);
  });
}

type Database = ReturnType<Client["db"]>;

/** For work at the start that may take long: no question is given up because its answer takes time. Throws one clear sentence. */
export async function withoutHurry(
  url: string,
  work: (database: Database, replicated: boolean) => Promise<void>,
): Promise<void> {
  await sayingWhyNot(url, () =>
    withClient(url, promised, async (client) => {
      const { setName } = await client.db("admin").command({ hello: 1 });
      await work(client.db(databaseOf(url)), setName !== undefined);
    }),
  );
}

/** With a connection of its own, which waits as long as the server works. */
async function withClient(url: string, options: Options, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new mongoose.mongo.MongoClient(url, { ...unlessSaid(patience, url), ...options });
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.close();
  }
}

/** Turns what the driver throws into one clear sentence. */
export async function sayingWhyNot(url: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    throw new Error(await sayWhyNot(thrown, url), { cause: thrown });
  }
}

/** Throws where the server is too old. */
async function checkServer(client: Client): Promise<void> {
  const admin = client.db("admin");
  const hello = await admin.command({ hello: 1 });
  if (hello["maxWireVersion"] >= oldest.wire) return;
  const { version } = await admin.command({ buildInfo: 1 });
  throw new Error(tooOld(`MongoDB ${version}`));
}

/** A removal that finds nothing needs the right to write, and the majority that confirms it. */
async function checkRights(client: Client, database: string): Promise<void> {
  await client
    .db(database)
    .collection("clock")
    .deleteOne({ _id: { $in: [] } });
}
