/** mongoose's connection: `sqlite:` addresses open a file here, every other goes to mongoose's own driver. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import mongoose from "mongoose";
import { Client } from "./client.ts";
import { decodeInto } from "./codec.ts";
import type { Engine, EngineOptions } from "./engine.ts";
import { badValue, unsupported } from "./errors.ts";
import { revived } from "./mongo-errors.ts";

decodeInto({
  objectId: (hex) => mongoose.mongo.ObjectId.createFromHexString(hex),
  binary: (bytes) => new mongoose.mongo.Binary(bytes),
});

/** What mongoose expects of a connection beyond its public types. */
interface Inside {
  readyState: number;
  _connectionString: string;
  config: Record<string, unknown>;
  client: unknown;
  db: unknown;
  name: string;
  host: string;
  onOpen(): void;
}
type NativeConnection = new (
  ...given: unknown[]
) => mongoose.Connection & { createClient(uri: string, options?: object): Promise<unknown> };
const Native = (mongoose as unknown as { driver: { get(): { Connection: NativeConnection } } }).driver.get().Connection;

/** mongoose's own settings among the options of a connection. */
const SETTINGS = ["autoIndex", "autoCreate", "bufferCommands", "bufferTimeoutMS", "sanitizeFilter"];

/** The engine behind a connection; null where it leads to a MongoDB. */
export function engineOf(connection: mongoose.Connection): Engine | null {
  const client = connection.getClient() as unknown;
  return client instanceof Client ? client.engine : null;
}

function openClient(file: string, options: EngineOptions): Client {
  try {
    return new Client(file, options);
  } catch (thrown) {
    throw revived(thrown);
  }
}

export class EmbeddedConnection extends Native {
  override async createClient(
    uri: string,
    options: { sqlite?: EngineOptions } & Record<string, unknown> = {},
  ): Promise<unknown> {
    if (typeof uri !== "string" || !uri.startsWith("sqlite:")) return super.createClient(uri, options);
    const inside = this as unknown as Inside;
    for (const setting of SETTINGS) if (options[setting] !== undefined) inside.config[setting] = options[setting];
    if (!uri.startsWith("sqlite:///"))
      throw revived(badValue(`${uri} names no file: sqlite:///absolute/path/to/file.db does`));
    const file = fileURLToPath(uri.replace(/^sqlite:/, "file:"));
    inside.readyState = mongoose.STATES.connecting;
    inside._connectionString = uri;
    mkdirSync(dirname(file), { recursive: true });
    const client = openClient(file, options.sqlite ?? {});
    inside.client = client;
    inside.db = client.db();
    inside.name = client.db().databaseName;
    inside.host = file;
    inside.onOpen();
    return this;
  }

  override useDb(name: string, options?: { useCache?: boolean }): mongoose.Connection {
    if (engineOf(this)) throw revived(unsupported("useDb: open another connection"));
    return super.useDb(name, options);
  }
}
