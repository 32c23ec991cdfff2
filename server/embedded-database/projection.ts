/** Which fields of a document are shown. */
import { badValue, unsupported } from "./errors.ts";
import { type Document, isDocument } from "./values.ts";

type Tree = Map<string, Tree | null>;

/** A function that keeps the fields of a projection, or null if everything is shown. */
export function projector(projection: Document | null | undefined): ((document: Document) => Document) | null {
  const entries = Object.entries(projection ?? {});
  if (entries.length === 0) return null;
  for (const [path, value] of entries) {
    if (typeof value !== "number" && typeof value !== "boolean")
      throw unsupported(`the projection ${path}: ${JSON.stringify(value)}`);
    if (path.split(".").some((name) => name === "" || name.startsWith("$")))
      throw unsupported(`the projection ${path}`);
  }
  const others = entries.filter(([path]) => path !== "_id");
  const including = others.length > 0 ? Boolean(others[0]?.[1]) : Boolean(entries[0]?.[1]);
  const mixed = others.find(([, value]) => Boolean(value) !== including);
  if (mixed)
    throw badValue(
      `Cannot do ${including ? "exclusion" : "inclusion"} on field ${mixed[0]} in ${including ? "inclusion" : "exclusion"} projection`,
      31254,
    );
  const id = projection?.["_id"];
  const tree: Tree = new Map();
  for (const [path] of others) grow(tree, path);
  if (including ? id === undefined || Boolean(id) : id !== undefined && !id) tree.set("_id", null);
  return including ? (document) => keep(document, tree) : (document) => drop(document, tree);
}

function grow(tree: Tree, path: string): void {
  const names = path.split(".");
  let level = tree;
  for (const name of names.slice(0, -1)) {
    let next = level.get(name);
    if (next === null) throw badValue(`Path collision at ${path}`, 31249);
    if (next === undefined) {
      next = new Map();
      level.set(name, next);
    }
    level = next;
  }
  const last = names.at(-1) as string;
  if (level.get(last)) throw badValue(`Path collision at ${path}`, 31249);
  level.set(last, null);
}

function keep(document: Document, tree: Tree): Document {
  const out: Document = {};
  for (const name of Object.keys(document)) {
    const inner = tree.get(name);
    if (inner === undefined) continue;
    const value = document[name];
    if (inner === null) out[name] = value;
    else if (Array.isArray(value)) out[name] = keepInArray(value, inner);
    else if (isDocument(value)) out[name] = keep(value, inner);
  }
  return out;
}
const keepInArray = (values: unknown[], tree: Tree): unknown[] =>
  values.flatMap((value) =>
    Array.isArray(value) ? [keepInArray(value, tree)] : isDocument(value) ? [keep(value, tree)] : [],
  );

function drop(document: Document, tree: Tree): Document {
  const out: Document = {};
  for (const name of Object.keys(document)) {
    const inner = tree.get(name);
    if (inner !== null) out[name] = inner === undefined ? document[name] : dropInside(document[name], inner);
  }
  return out;
}
const dropInside = (value: unknown, tree: Tree): unknown =>
  Array.isArray(value) ? value.map((each) => dropInside(each, tree)) : isDocument(value) ? drop(value, tree) : value;
