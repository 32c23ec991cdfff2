/** A first run makes a demonstration where no database is, and harms nothing of what else is there. */
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "@jest/globals";
import mongoose from "mongoose";
import { connect, disconnect } from "../../server/database/connect.ts";
import { presentSettings } from "../../server/features/settings/index.ts";
import { seedWhereWanted } from "../../server/first-run.ts";
import { readConfig } from "../../server/platform/config.ts";
import { makeFolder } from "./start.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

test("the log of a file that was removed is not written over the demonstration, but kept and named", async () => {
  const [killed, dataDir] = [join(folder, "killed"), join(folder, "data")];
  const logOf = (place: string) => join(place, "colloquy.db-wal");
  await connect({ mongoUrl: undefined, dataDir: killed });
  const posts = Array.from({ length: 1000 }, (_, number) => ({ threadId: "one", number }));
  await mongoose.connection.collection("posts").insertMany(posts);
  mkdirSync(dataDir);
  copyFileSync(logOf(killed), logOf(dataDir));
  await disconnect();

  const said: string[] = [];
  await seedWhereWanted(readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" }), (line) => said.push(line));
  const sqlite = new DatabaseSync(join(dataDir, "colloquy.db"));
  expect(sqlite.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  sqlite.close();
  await connect({ mongoUrl: undefined, dataDir });
  expect(await presentSettings()).toMatchObject({ demonstration: true });
  await disconnect();
  const [kept] = readdirSync(dataDir).filter((name) => /\.before-.*-wal$/.test(name));
  expect(said).toContain(`What was there before is kept as ${join(dataDir, kept ?? "")}.`);
});
