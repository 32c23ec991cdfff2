/** Whether an operation failed because no database answered: it may have been done or not, and may be sent again. */

/** What MongoDB's driver throws by itself. */
const ofTheDriver =
  /^PoolClearedOnNetwork|^Mongo(ose)?(Network|ServerSelection|NotConnected|TopologyClosed|PoolCleared|PoolClosed|ConnectionPool|WaitQueue|WriteConcern|OperationTimeout)/;

/** What a server says that is just stopping, not (any more) the one that writes, or without a majority behind it. */
const ofTheServer = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  79, // UnknownReplWriteConcern
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  202, // NetworkInterfaceExceededTimeLimit
  262, // ExceededTimeLimit
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13388, // StaleConfig
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
  14031, // OutOfDiskSpace: it goes on by itself once there is room
]);

/** True for errors that mean "not now": the network, a server that stops or is none, a majority that is not there. */
export function isAway(thrown: unknown): boolean {
  const { name, code, message, syscall, writeErrors } = (thrown ?? {}) as Record<string, unknown>;
  if (ofTheDriver.test(String(name ?? ""))) return true;
  // A line that broke under the very write comes as the socket had it.
  if (syscall === "write" || syscall === "read") return code === "ECONNRESET" || code === "EPIPE";
  if (name === "MongooseError") return / buffering timed out |Connection was force closed/.test(String(message));
  // What broke a whole bulk of writes is only told in words.
  if (name === "MongoBulkWriteError" && code === undefined) return (writeErrors as unknown[]).length === 0;
  return /^Mongo(Server|Bulk)/.test(String(name)) && ofTheServer.has(code as number);
}
