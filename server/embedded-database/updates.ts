/**
 * What an update makes of a document: operators, or a whole replacement. Ours and not mingo's, which passes over in
 * silence what MongoDB refuses (`$inc` of a text, `$push` onto a number).
 */
import { badValue, unsupported } from "./errors.ts";
import { matcher } from "./matcher.ts";
import { checkFilter } from "./refusals.ts";
import { copy, OPERATORS, REMOVERS, unset } from "./update-operators.ts";
import { type PlaceContext, places, read, write } from "./update-places.ts";
import { compareText, type Document, isDocument, isOperators, isPattern } from "./values.ts";

/** Refuses an update that this engine, or MongoDB, would not do. */
export function checkUpdate(update: unknown, replacement: boolean): asserts update is Document {
  if (Array.isArray(update)) throw unsupported("updates by an aggregation pipeline");
  if (!isDocument(update)) throw badValue("an update must be an object");
  const names = Object.keys(update);
  if (replacement) {
    const marked = names.find((name) => name.startsWith("$"));
    if (marked)
      throw badValue(`the replacement document must not contain atomic operators (${marked})`, 9, "FailedToParse");
    return;
  }
  const paths: string[] = [];
  for (const name of names) {
    if (!name.startsWith("$"))
      throw badValue(`the update operation document must contain atomic operators, not ${name}`, 9, "FailedToParse");
    if (name === "$currentDate") throw unsupported("$currentDate, which reads a clock of its own");
    if (name !== "$rename" && !OPERATORS[name]) throw unsupported(`the update operator ${name}`);
    const fields = update[name];
    if (!isDocument(fields))
      throw badValue(`Modifiers operate on fields but we found another type for ${name}`, 9, "FailedToParse");
    for (const [path, value] of Object.entries(fields)) {
      checkPath(path);
      paths.push(path);
      if (name !== "$rename") continue;
      if (typeof value !== "string") throw badValue(`The 'to' field for $rename must be a string`);
      checkPath(value);
      paths.push(value);
    }
  }
  paths.sort();
  for (let at = 1; at < paths.length; at++) {
    const [a, b] = [paths[at - 1] as string, paths[at] as string];
    if (a === b || b.startsWith(`${a}.`))
      throw badValue(`Updating the path '${b}' would create a conflict at '${a}'`, 40, "ConflictingUpdateOperators");
  }
}

function checkPath(path: string): void {
  if (path === "" || path.split(".").some((name) => name === ""))
    throw badValue(`The update path '${path}' contains an empty field name`, 56, "EmptyFieldName");
  if (/(^|\.)(__proto__|constructor\.prototype)(\.|$)/.test(path))
    throw badValue(`The update path '${path}' is not allowed`);
}

/** The first name of a path: the field of the document that it leads into. */
export const firstOf = (path: string): string => path.split(".", 1)[0] as string;

/** The fields, by their first name, that an update may change: what stands in others is the same before and after. */
export function touchedBy(update: Document): Set<string> {
  const touched = new Set<string>();
  for (const [name, fields] of Object.entries(update))
    for (const [path, operand] of Object.entries(fields as Document)) {
      touched.add(firstOf(path));
      if (name === "$rename") touched.add(firstOf(operand as string));
    }
  return touched;
}

/** A new document: `before` with the update applied. `before` itself stays as it was, and what is not `touched` is shared. */
export function updated(
  before: Document,
  update: Document,
  how: { filter: Document; touched: Set<string>; arrayFilters?: Document[] | undefined; inserting?: boolean },
): Document {
  const after = { ...before };
  for (const name of how.touched) if (Object.hasOwn(before, name)) after[name] = copy(before[name]);
  const context = { filter: how.filter, before, arrayFilters: readArrayFilters(how.arrayFilters ?? [], update) };
  for (const { name, path, operand } of changesOf(update)) {
    if (name === "$setOnInsert" && !how.inserting) continue;
    const operator = OPERATORS[name];
    if (!operator) rename(after, path, operand as string);
    else
      for (const place of places(after, path.split("."), !REMOVERS.has(name), context, path))
        operator(place, operand, path);
  }
  return after;
}

/** In the order of their paths, as MongoDB does them: new fields stand in that order. */
function changesOf(update: Document): { name: string; path: string; operand: unknown }[] {
  const changes = Object.entries(update).flatMap(([name, fields]) =>
    Object.entries(fields as Document).map(([path, operand]) => ({ name, path, operand })),
  );
  return changes.length < 2 ? changes : changes.sort((a, b) => compareText(a.path, b.path));
}

function rename(document: Document, from: string, to: string): void {
  const none = { filter: {}, before: document, arrayFilters: new Map() };
  const [source] = places(document, from.split("."), false, none, from, true);
  if (!source || read(source) === undefined) return;
  const value = read(source);
  unset(source, undefined, from);
  const [target] = places(document, to.split("."), true, none, to, true);
  if (target) write(target, value);
}

function readArrayFilters(filters: Document[], update: Document): PlaceContext["arrayFilters"] {
  const read: PlaceContext["arrayFilters"] = new Map();
  for (const filter of filters) {
    checkFilter(filter);
    const names = new Set(pathsOf(filter).map(firstOf));
    const [name] = names;
    if (name === undefined || names.size > 1)
      throw badValue("Error parsing array filter: it must name one identifier", 9, "FailedToParse");
    if (read.has(name))
      throw badValue(`Found multiple array filters with the same top-level field name ${name}`, 9, "FailedToParse");
    if (!JSON.stringify(Object.values(update).map((fields) => Object.keys(fields as Document))).includes(`$[${name}]`))
      throw badValue(`The array filter for identifier '${name}' was not used in the update`, 9, "FailedToParse");
    read.set(name, matcher(filter));
  }
  return read;
}

function pathsOf(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith("$") ? (value as Document[]).flatMap(pathsOf) : [key],
  );
}

/** The fields that an upsert begins with: what the filter says they equal. */
export function equalitiesOf(filter: Document, into: Document = {}): Document {
  for (const [key, value] of Object.entries(filter)) {
    if (key === "$and") for (const each of value as Document[]) equalitiesOf(each, into);
    if (key.startsWith("$") || isPattern(value)) continue;
    const known = isOperators(value) ? equalOperand(value) : { is: value };
    if (!known) continue;
    for (const place of places(into, key.split("."), true, { filter: {}, before: into, arrayFilters: new Map() }, key))
      write(place, copy(known.is));
  }
  return into;
}

function equalOperand(condition: Document): { is: unknown } | undefined {
  if ("$eq" in condition) return { is: condition["$eq"] };
  const list = condition["$in"] ?? condition["$all"];
  return Array.isArray(list) && list.length === 1 && !isPattern(list[0]) && !isOperators(list[0])
    ? { is: list[0] }
    : undefined;
}
