/** Where an update writes: the paths of its operators followed into a document, `$`, `$[]` and `$[name]` included. */
import { badValue } from "./errors.ts";
import { matcher } from "./matcher.ts";
import { type Document, isDocument } from "./values.ts";

/** A place: a document or array, and the name or position in it. */
export interface Place {
  holder: Document | unknown[];
  name: string;
}

export interface PlaceContext {
  filter: Document;
  /** The document as it was, which `$` looks into. */
  before: Document;
  arrayFilters: Map<string, (element: Document) => boolean>;
}

export const read = ({ holder, name }: Place): unknown =>
  Object.hasOwn(holder, name) ? (holder as Document)[name] : undefined;
export const write = ({ holder, name }: Place, value: unknown): void => {
  if (Array.isArray(holder)) {
    const at = Number(name);
    if (at > holder.length + 1_500_000) throw badValue(`Can't backfill more than 1500000 elements`);
    while (holder.length < at) holder.push(null);
    holder[at] = value;
  } else holder[name] = value;
};
/** Every place that a path names, holders being made on the way where `make` says so. */
export function places(
  root: Document,
  path: string[],
  make: boolean,
  context: PlaceContext,
  full: string,
  plainOnly = false,
): Place[] {
  let found: { holder: unknown; above: string[] }[] = [{ holder: root, above: [] }];
  const out: Place[] = [];
  path.forEach((segment, at) => {
    const last = at === path.length - 1;
    const next: typeof found = [];
    for (const { holder, above } of found)
      for (const name of namesAt(holder, segment, above, context, full, plainOnly)) {
        if (!holdsName(holder, name)) {
          if (!make) continue;
          throw badValue(
            `Cannot create field '${name}' in element {${above.at(-1) ?? ""}: ${JSON.stringify(holder)}}`,
            28,
            "PathNotViable",
          );
        }
        if (last) out.push({ holder: holder as Document, name });
        else {
          const place = { holder: holder as Document, name };
          if (read(place) === undefined) {
            if (!make) continue;
            write(place, {});
          }
          next.push({ holder: read(place), above: [...above, name] });
        }
      }
    found = next;
  });
  return out;
}

const holdsName = (holder: unknown, name: string): boolean =>
  isDocument(holder) || (Array.isArray(holder) && /^\d+$/.test(name));

function namesAt(
  holder: unknown,
  segment: string,
  above: string[],
  context: PlaceContext,
  full: string,
  plainOnly: boolean,
): string[] {
  if (!segment.startsWith("$")) return [segment];
  if (plainOnly) throw badValue(`The source and target field for $rename must not be dynamic: ${full}`);
  if (segment === "$") return [String(matchedPosition(above.join("."), context))];
  const identifier = /^\$\[(\w*)\]$/.exec(segment)?.[1];
  if (identifier === undefined)
    throw badValue(`The dollar ($) prefixed field '${segment}' in '${full}' is not valid for storage.`, 52);
  if (!Array.isArray(holder))
    throw badValue(`The path '${above.join(".")}' must exist in the document in order to apply array updates.`);
  const test = identifier === "" ? () => true : context.arrayFilters.get(identifier);
  if (!test) throw badValue(`No array filter found for identifier '${identifier}' in path '${full}'`);
  return holder.flatMap((element, at) => (identifier === "" || test({ [identifier]: element }) ? [String(at)] : []));
}

/** The position that `$` stands for: of the first element that the filter's condition on this array matches. */
function matchedPosition(array: string, { filter, before }: PlaceContext): number {
  const elements = array.split(".").reduce<unknown>((inner, name) => (inner as Document | undefined)?.[name], before);
  const missing = badValue("The positional operator did not find the match needed from the query.");
  if (!Array.isArray(elements)) throw missing;
  const conditions = conditionsOn(filter, array);
  if (conditions.length === 0) throw missing;
  for (const condition of conditions) {
    const test = matcher(condition);
    const at = elements.findIndex((element) => test({ array: [element] }));
    if (at >= 0) return at;
  }
  throw missing;
}

function conditionsOn(filter: Document, array: string): Document[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (key === "$and") return (value as Document[]).flatMap((each) => conditionsOn(each, array));
    if (key === array) return [{ array: value }];
    return key.startsWith(`${array}.`) ? [{ [`array${key.slice(array.length)}`]: value }] : [];
  });
}
