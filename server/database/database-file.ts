/** The embedded engine's file in the data folder; says no more, so that a start which cannot be good loads no engine. */
import { existsSync } from "node:fs";
import { join } from "node:path";

export const databaseFile = "colloquy.db";
export const hasDatabase = (dataDir: string): boolean => existsSync(join(dataDir, databaseFile));
