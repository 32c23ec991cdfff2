/** What the engine refuses, in a form that crosses threads; the main thread turns it into mongoose's own errors. */

export interface Failure {
  message: string;
  code: number;
  codeName?: string;
  keyPattern?: Record<string, unknown>;
  /** Encoded by the codec, since it may hold dates and ids. */
  keyValue?: string;
}

export class EngineError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = "EngineError";
    this.failure = failure;
  }
}

/** Thrown where the transaction itself is lost, and with it whatever else was to be committed together. */
export class TransactionLost extends Error {
  override readonly cause: unknown;
  constructor(cause: unknown) {
    super("the transaction is lost");
    this.cause = cause;
  }
}

/** For what MongoDB knows and this engine does not: named, never ignored. */
export const unsupported = (what: string): EngineError =>
  new EngineError({ message: `The embedded database does not support ${what}`, code: 238, codeName: "NotImplemented" });

/** For what MongoDB refuses as well. */
export const badValue = (message: string, code = 2, codeName = "BadValue"): EngineError =>
  new EngineError({ message, code, codeName });

const SQLITE_FULL = 13;

/** Anything thrown, as a failure: SQLite's own errors keep their message (a full disk, a damaged file). */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof EngineError) return thrown.failure;
  if (thrown instanceof TransactionLost) return asFailure(thrown.cause);
  const message = (thrown as Partial<Error> | null)?.message ?? String(thrown);
  if ((thrown as { errcode?: number } | null)?.errcode === SQLITE_FULL)
    return { message: `The embedded database refused to write: ${message}`, code: 14031, codeName: "OutOfDiskSpace" };
  return { message: `The embedded database failed: ${message}`, code: 1, codeName: "InternalError" };
}
