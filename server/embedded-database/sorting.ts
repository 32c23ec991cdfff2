/** Sorting in memory, where no index does it: by MongoDB's order of values. */
import { compareValues, type Document, isDocument } from "./values.ts";

export type Sort = Record<string, 1 | -1>;

/** Below null, as an empty array is. */
const NOTHING = Symbol("an empty array");

/** Sorts what carries documents; what is equal stays in the order it came. */
export function sortDocuments<T>(items: T[], sort: Sort, documentOf: (item: T) => Document): T[] {
  const ways = Object.entries(sort).map(([path, way]) => ({ path: path.split("."), way }));
  const keyed = items.map((item) => ({
    item,
    keys: ways.map(({ path, way }) => sortKey(documentOf(item), path, way)),
  }));
  keyed.sort((a, b) => {
    for (let at = 0; at < ways.length; at++) {
      const order = compareKeys(a.keys[at], b.keys[at]);
      if (order !== 0) return order * (ways[at]?.way ?? 1);
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === NOTHING || b === NOTHING) return a === b ? 0 : a === NOTHING ? -1 : 1;
  return compareValues(a, b);
}

/** An array sorts by its least element upwards and by its greatest downwards. */
function sortKey(document: Document, path: string[], way: 1 | -1): unknown {
  const values: unknown[] = [];
  gather(document, path, 0, values);
  return values.reduce((best, value) => (compareKeys(value, best) * way < 0 ? value : best));
}

function gather(value: unknown, path: string[], at: number, into: unknown[]): void {
  const name = path[at];
  if (Array.isArray(value)) {
    if (name === undefined) into.push(...(value.length > 0 ? value : [NOTHING]));
    else if (/^\d+$/.test(name)) gather(value[Number(name)], path, at + 1, into);
    else
      for (const each of value.length > 0 ? value : [undefined])
        gather(isDocument(each) ? each : undefined, path, at, into);
  } else if (name === undefined) into.push(value);
  else
    gather(
      isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined,
      path,
      isDocument(value) ? at + 1 : path.length,
      into,
    );
}
