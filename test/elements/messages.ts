/** Reads the program's own files for the tests of its words: their syntax trees, and the messages that they ask for. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "vite";

const root = join(import.meta.dirname, "../..");

/** A node of a syntax tree, as far as these tests look at it. */
export interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

export interface Source {
  path: string;
  text: string;
  tree: Node;
}

export const parsed = (text: string): Node => parseSync("source.tsx", text).program as unknown as Node;

/** Every file of a folder that ends so, parsed. */
export function sourcesOf(folder: string, ending: RegExp): Source[] {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((path) =>
    ending.test(path),
  );
  return paths.sort().map((path) => {
    const text = readFileSync(join(root, folder, path), "utf8");
    return { path: relative(root, join(root, folder, path)), text, tree: parsed(text) };
  });
}

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** Visits a tree from the root down, with the nodes above each. */
export function visit(
  node: Node,
  see: (node: Node, above: readonly Node[]) => void,
  above: readonly Node[] = [],
): void {
  see(node, above);
  const next = [...above, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see, next);
  }
}

export const lineOf = (source: Source, node: Node): string =>
  `${source.path}:${source.text.slice(0, node.start).split("\n").length}`;

export const catalogueOf = (tag: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, `shared/locales/${tag}.json`), "utf8")) as Record<string, string>;

const forms = /_(zero|one|two|few|many|other)$/;

/** A catalogue by message: the plain text under "", or the plural forms under theirs. */
export function messagesOf(tag: string): Map<string, Map<string, string>> {
  const messages = new Map<string, Map<string, string>>();
  for (const [key, text] of Object.entries(catalogueOf(tag))) {
    const stem = key.replace(forms, "");
    const of = messages.get(stem) ?? new Map<string, string>();
    messages.set(stem, of.set(forms.exec(key)?.[1] ?? "", text));
  }
  return messages;
}
