/**
 * A mongoose driver that keeps documents in a SQLite file, so that the house needs no database server.
 *
 *     useEmbeddedDriver();                                  // once, before anything connects
 *     await mongoose.connect("sqlite:///absolute/path/to/file.db", { sqlite: { synchronous: "FULL" } });
 *
 * Addresses of MongoDB (`mongodb://…`) go to mongoose's own driver, so the driver can stay set either way.
 */
import mongoose from "mongoose";
import { EmbeddedConnection, engineOf } from "./connection.ts";
import { unsupported } from "./errors.ts";
import { revived } from "./mongo-errors.ts";

const native = (mongoose as unknown as { driver: { get(): object } }).driver.get();

/** For `mongoose.setDriver`. */
export const driver = { ...native, Connection: EmbeddedConnection };

const setDriver = (wanted: object) => (mongoose as unknown as { setDriver(wanted: object): void }).setDriver(wanted);

/** From now on `mongoose.connect` and `createConnection` take `sqlite:` addresses as well as MongoDB's. */
export const useEmbeddedDriver = (): void => setDriver(driver);

/** Back to mongoose's own driver alone. */
export const useMongoDriver = (): void => setDriver(native);

/** Whether a connection leads to a file here and not to a MongoDB. */
export const isEmbedded = (connection: mongoose.Connection): boolean => engineOf(connection) !== null;

/** Copies an open database into a new file, as it stands at one moment, while writes go on. */
export async function backUp(connection: mongoose.Connection, file: string): Promise<void> {
  const engine = engineOf(connection);
  if (!engine) throw revived(unsupported("backing up a MongoDB: mongodump does it"));
  await engine.backup(file);
}

export { engineOf } from "./connection.ts";
export type { EngineOptions } from "./engine.ts";
export type { KeptAnswer, Question } from "./kept-reads.ts";
export { lockFile } from "./lock.ts";
export { openSnapshot, type Snapshot } from "./snapshot.ts";
