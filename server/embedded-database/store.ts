/** One SQLite connection: prepared statements, transactions, and the catalogue of collections and their indexes. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { badValue } from "./errors.ts";
import type { Document } from "./values.ts";

export interface Index {
  name: string;
  table: string;
  /** Each path with its direction, 1 or -1. */
  key: [path: string, direction: number][];
  paths: string[][];
  unique: boolean;
  sparse: boolean;
  partial: Document | null;
  /** Bit n is set when some document has an array on path n. */
  multikey: number;
  /** What createIndex was given, told again by listIndexes. */
  options: Document;
}

export interface Collection {
  name: string;
  table: string;
  indexes: Index[];
}

const DAMAGED = 11;
const NOT_A_DATABASE = 26;

const CATALOGUE = '"$catalogue"';
const MOST_STATEMENTS = 500;

/** `indexes` are kept as JSON; `$` cannot begin the name of a collection, so the catalogue's table is never one. */
const CREATE = `CREATE TABLE IF NOT EXISTS ${CATALOGUE}(name TEXT PRIMARY KEY, indexes TEXT NOT NULL) WITHOUT ROWID`;

/** Says in the file itself that it is one of ours; the last byte is the form of its documents and keys. */
const FORM = 0x436f6c01;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export class Store {
  readonly sqlite: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private collections = new Map<string, Collection>();
  private version = -1;

  /** The reader is opened first and makes the file; it and the checkpointer change no document, a visitor nothing at all. */
  constructor(file: string, how: { role: "reader" | "writer" | "checkpointer" | "visitor"; synchronous?: string }) {
    this.sqlite = new DatabaseSync(file, { timeout: 10_000, readOnly: how.role === "visitor" });
    if (how.role === "reader" || how.role === "visitor") this.recogniseFile(file);
    if (how.role === "visitor") return;
    this.sqlite.exec(
      `PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=${how.synchronous ?? "FULL"}`,
    );
    // What the log may keep of the disk once it has been begun anew.
    this.sqlite.exec("PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY");
    if (how.role !== "reader") return;
    this.sqlite.exec(`PRAGMA application_id = ${FORM}; ${CREATE}; PRAGMA query_only=ON`);
  }

  /** A file of something else, or of another form of keys, is refused before anything in it is changed. */
  private recogniseFile(file: string): void {
    try {
      const [form] = this.prepare("PRAGMA application_id").get() as unknown as [number];
      const [tables, catalogues] = this.prepare(
        `SELECT count(*), count(CASE WHEN name = '$catalogue' THEN 1 END) FROM sqlite_master`,
      ).get() as unknown as [number, number];
      // What every start reads is looked at before anything is written beside it.
      if (catalogues > 0) this.prepare(`SELECT sum(length(indexes)) FROM ${CATALOGUE}`).get();
      if (form === FORM) return;
      if (form !== 0) throw badValue(`${file} was not written by this version of the embedded database`);
      if (tables > 0) throw badValue(`${file} belongs to another program`);
    } catch (thrown) {
      this.sqlite.close();
      const { errcode } = thrown as { errcode?: number };
      if (errcode === NOT_A_DATABASE) throw badValue(`${file} is no database file`);
      if (errcode === DAMAGED) throw badValue(`${file} is damaged`);
      throw thrown;
    }
  }

  /** A statement that yields rows as arrays, prepared once. */
  prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      if (this.statements.size >= MOST_STATEMENTS) this.statements.clear();
      statement = this.sqlite.prepare(sql);
      statement.setReturnArrays(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Everything that `read` sees is of one moment, the catalogue included. */
  inSnapshot<T>(read: () => T): T {
    this.prepare("BEGIN").run();
    try {
      this.refresh();
      return read();
    } finally {
      this.prepare("COMMIT").run();
    }
  }

  /** Reads the catalogue again if it has changed since; belongs into a transaction. */
  refresh(): void {
    const [version] = this.prepare("PRAGMA user_version").get() as unknown as [number];
    if (version === this.version) return;
    this.collections = new Map();
    for (const row of this.prepare(`SELECT name, indexes FROM ${CATALOGUE}`).all()) {
      const [name, indexes] = row as unknown as [string, string];
      this.collections.set(name, { name, table: quoted(name), indexes: JSON.parse(indexes) as Index[] });
    }
    this.version = version;
  }

  /** Changes whenever the catalogue does. */
  get catalogueVersion(): number {
    return this.version;
  }
  collection(name: string): Collection | undefined {
    return this.collections.get(name);
  }
  names(): string[] {
    return [...this.collections.keys()];
  }

  /** Writes what the catalogue says of a collection; everyone else sees it with the commit. */
  keep(collection: Collection): void {
    const sql = `INSERT INTO ${CATALOGUE} VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET indexes = excluded.indexes`;
    this.prepare(sql).run(collection.name, JSON.stringify(collection.indexes));
    this.changed();
  }
  forget(name: string): void {
    this.prepare(`DELETE FROM ${CATALOGUE} WHERE name = ?`).run(name);
    this.changed();
  }
  private changed(): void {
    const [version] = this.prepare("PRAGMA user_version").get() as unknown as [number];
    this.sqlite.exec(`PRAGMA user_version = ${version + 1}`);
    this.version = -1;
    this.refresh();
  }

  /** After a rollback: what was learnt in the transaction never was. */
  distrust(): void {
    this.version = -1;
  }

  close(): void {
    this.statements.clear();
    this.sqlite.close();
  }
}
