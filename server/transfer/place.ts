/** Where a database is, as one says it on a command line: `sqlite:DIR`, `sqlite:FILE` or `mongodb://…`. */
import { existsSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { databaseFile } from "../database/connect.ts";
import { databaseOf, placeOf } from "../database/mongo-address.ts";
import { WrongArguments } from "./command.ts";

export type Place = { engine: "sqlite"; file: string } | { engine: "mongodb"; url: string };

/** Throws `WrongArguments`; `option` is the one that said it. */
export function placeFrom(text: string, option: string): Place {
  if (/^mongodb(\+srv)?:\/\/./.test(text)) return { engine: "mongodb", url: text };
  if (/^sqlite:./.test(text)) return { engine: "sqlite", file: fileAt(text.slice("sqlite:".length)) };
  throw new WrongArguments(`${option} is sqlite:FOLDER, sqlite:FILE or mongodb://HOST/DATABASE, and not ${text}`);
}

/** What a server started here would open. */
export const presentPlace = (): Place =>
  process.env["MONGO_URL"]
    ? placeFrom(process.env["MONGO_URL"], "MONGO_URL")
    : { engine: "sqlite", file: join(dataDir(), databaseFile) };

export const dataDir = (): string => resolve(process.env["DATA_DIR"] || "data");

/** As it may be said and kept: without a password. */
export const nameOf = (place: Place): string =>
  place.engine === "sqlite" ? `sqlite:${place.file}` : `mongodb://${placeOf(place.url)}`;

export const isSamePlace = (one: Place, other: Place): boolean => nameOf(one) === nameOf(other);

export const databaseNameOf = databaseOf;

function fileAt(path: string): string {
  const full = path.startsWith("//") ? fileURLToPath(`file:${path}`) : resolve(path);
  const isFolder = existsSync(full) ? statSync(full).isDirectory() : path.endsWith("/") || extname(full) === "";
  return isFolder ? join(full, databaseFile) : full;
}
