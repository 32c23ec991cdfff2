/**
 * A mongoose driver that keeps documents in a SQLite file, so that the house needs no database server.
 *
 *     useEmbeddedDriver();                                  // once, before anything connects
 *     await mongoose.connect("sqlite:///absolute/path/to/file.db", { sqlite: { synchronous: "FULL" } });
 *
 * Addresses of MongoDB (`mongodb://…`) go to mongoose's own driver, so the driver can stay set either way.
 */
import mongoose from "mongoose";
import { EmbeddedConnection } from "./connection.ts";

const native = (mongoose as unknown as { driver: { get(): object } }).driver.get();

/** For `mongoose.setDriver`. */
export const driver = { ...native, Connection: EmbeddedConnection };

const setDriver = (wanted: object) => (mongoose as unknown as { setDriver(wanted: object): void }).setDriver(wanted);

/** From now on `mongoose.connect` and `createConnection` take `sqlite:` addresses as well as MongoDB's. */
export const useEmbeddedDriver = (): void => setDriver(driver);

/** Back to mongoose's own driver alone. */
export const useMongoDriver = (): void => setDriver(native);

export type { EngineOptions } from "./engine.ts";
