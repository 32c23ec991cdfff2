/** What the engine does not do, refused by name before anything is read or written; nothing is ever ignored. */
import { TYPE_NAMES } from "./comparisons.ts";
import { badValue, unsupported } from "./errors.ts";
import { type Document, isDocument, isOperators, isPattern } from "./values.ts";

const LOGICAL = new Set(["$and", "$or", "$nor"]);
const COMPARISONS = new Set([
  ...["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists", "$type"],
  ...["$all", "$elemMatch", "$size", "$mod", "$regex", "$options", "$not"],
]);

export function checkFilter(filter: unknown): asserts filter is Document {
  if (!isDocument(filter)) throw badValue(`a filter must be an object, not ${JSON.stringify(filter)}`);
  for (const [key, value] of Object.entries(filter)) {
    if (LOGICAL.has(key)) {
      if (!Array.isArray(value) || value.length === 0) throw badValue(`${key} must be a nonempty array`);
      value.forEach(checkFilter);
    } else if (key === "$comment") {
      delete filter[key];
    } else if (key.startsWith("$")) throw unsupported(`${key} in a filter`);
    else checkCondition(value);
  }
}

function checkCondition(value: unknown): void {
  if (!isDocument(value)) return;
  const keys = Object.keys(value);
  const marked = keys.filter((key) => key.startsWith("$"));
  if (marked.length === 0) return;
  if (marked.length < keys.length) throw badValue(`unknown operator: ${keys.find((key) => !key.startsWith("$"))}`);
  for (const [operator, operand] of Object.entries(value)) checkOperator(operator, operand, value);
}

function checkOperator(operator: string, operand: unknown, condition: Document): void {
  if (!COMPARISONS.has(operator)) throw unsupported(`${operator} in a filter`);
  const list = Array.isArray(operand);
  if (["$in", "$nin", "$all"].includes(operator)) {
    if (!list) throw badValue(`${operator} needs an array`);
    for (const each of operand)
      if (isOperators(each) && !(operator === "$all" && "$elemMatch" in each))
        throw badValue(`cannot nest $ under ${operator}`);
      else if (isOperators(each)) checkOperator("$elemMatch", each["$elemMatch"], each);
  }
  if (operator === "$not") {
    if (!isPattern(operand) && !isOperators(operand)) throw badValue("$not needs a regex or a document");
    checkCondition(operand);
  }
  if (operator === "$elemMatch") {
    if (!isDocument(operand)) throw badValue("$elemMatch needs an Object");
    if (isOperators(operand) && !LOGICAL.has(Object.keys(operand)[0] as string)) checkCondition(operand);
    else checkFilter(operand);
  }
  if (operator === "$size" && !(Number.isInteger(operand) && (operand as number) >= 0))
    throw badValue("$size needs a number");
  if (operator === "$type")
    for (const name of list ? operand : [operand])
      if (!TYPE_NAMES.has(name)) throw unsupported(`$type ${JSON.stringify(name)}`);
  if (
    operator === "$mod" &&
    !(list && operand.length === 2 && operand.every(Number.isFinite) && Math.trunc(operand[0]) !== 0)
  )
    throw badValue("malformed mod");
  if (operator === "$options" && !("$regex" in condition)) throw badValue("$options needs a $regex");
  if (operator === "$regex") checkPattern(operand, condition["$options"]);
}

function checkPattern(pattern: unknown, options: unknown): void {
  if (!isPattern(pattern) && typeof pattern !== "string") throw badValue("$regex has to be a string");
  const flags = options === undefined ? "" : String(options);
  if (/[^ims]/.test(flags)) throw unsupported(`the regular expression option ${flags}`);
  try {
    new RegExp(pattern, flags || undefined);
  } catch (thrown) {
    throw badValue(`Regular expression is invalid: ${(thrown as Error).message}`, 51091);
  }
}

export function checkSort(sort: unknown): asserts sort is Record<string, 1 | -1> {
  if (!isDocument(sort)) throw badValue("a sort must be an object");
  for (const [path, way] of Object.entries(sort)) {
    if (isDocument(way)) throw unsupported(`sorting by ${JSON.stringify(way)}`);
    if (way !== 1 && way !== -1) throw badValue(`sorting ${path} needs 1 or -1`);
    if (path.startsWith("$")) throw badValue(`sorting by ${path}`);
  }
}

/** What mongoose and the driver pass along that changes nothing of what is read or written here. */
const HARMLESS = new Set([
  // how the server should work, not what it should answer
  ...[
    "comment",
    "hint",
    "maxTimeMS",
    "batchSize",
    "allowDiskUse",
    "noCursorTimeout",
    "timeoutMS",
    "timeoutMode",
    "singleBatch",
    "cursor",
  ],
  ...[
    "readPreference",
    "readConcern",
    "writeConcern",
    "w",
    "j",
    "wtimeout",
    "fsync",
    "safe",
    "retryWrites",
    "omitReadPreference",
  ],
  // how the driver turns bytes into values
  ...[
    "raw",
    "promoteValues",
    "promoteLongs",
    "promoteBuffers",
    "useBigInt64",
    "bsonRegExp",
    "fieldsAsRaw",
    "serializeFunctions",
  ],
  ...[
    "ignoreUndefined",
    "checkKeys",
    "enableUtf8Validation",
    "forceServerObjectId",
    "bypassDocumentValidation",
    "explicit",
  ],
  // mongoose's own, done with before the driver is called
  ...[
    "lean",
    "populate",
    "strict",
    "strictQuery",
    "runValidators",
    "setDefaultsOnInsert",
    "overwriteDiscriminatorKey",
    "new",
    "rawResult",
  ],
  ...[
    "timestamps",
    "context",
    "omitUndefined",
    "translateAliases",
    "sanitizeFilter",
    "multipleCastError",
    "overwrite",
    "returnOriginal",
  ],
  ...[
    "validateBeforeSave",
    "validateModifiedOnly",
    "throwOnValidationError",
    "skipValidation",
    "pathsToSave",
    "updatePipeline",
  ],
  ...[
    "overwriteImmutable",
    "defaults",
    "middleware",
    "sanitizeProjection",
    "readPreferenceTags",
    "limit",
    "parallel",
    "virtuals",
  ],
  ...[
    "asyncLocalStorage",
    "schemaLevelProjections",
    "includeResultMetadata",
    "requireFilter",
    "selectPopulatedPaths",
    "transform",
  ],
  ...[
    "_id",
    "__v",
    "autoCreate",
    "autoIndex",
    "validators",
    "multi",
    "perDocumentLimit",
    "explain",
    "signal",
    "upsert",
    "hydrate",
  ],
]);

/** Refuses an option of a call unless the call names it as its own or it cannot change the outcome. */
export function checkOptions(call: string, options: Document | undefined, own: readonly string[]): void {
  for (const option in options) {
    const value = options[option];
    if (value === undefined || value === null || value === false || own.includes(option)) continue;
    if (option === "session") throw unsupported("sessions and transactions");
    if (option === "explain") throw unsupported("explain");
    if (HARMLESS.has(option)) continue;
    throw unsupported(`the option ${option} of ${call}`);
  }
}
