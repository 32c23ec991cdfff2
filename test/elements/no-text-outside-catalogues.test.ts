/** Nothing that a reader sees or hears stands in the program itself: it stands in the catalogues. */
import { expect, test } from "@jest/globals";
import { isNode, lineOf, type Node, parsed, sourcesOf, visit } from "./messages.ts";

/** Attributes that are shown or read out, of elements and of our own components. */
const shown = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "title",
  "placeholder",
  "alt",
  "label",
  "lead",
  "note",
  "help",
  "summary",
  "skip",
  "startLabel",
  "waiting",
]);

/** The product's own name is the same in every language. */
const names = /Colloquy|Markdown/g;
/** What stands on a key of the keyboard is no word. */
const keys = new Set(["Key", "kbd"]);

const speaks = (text: unknown): text is string => typeof text === "string" && /\p{L}/u.test(text.replace(names, ""));

/** The literal texts that an expression can become: `"x"`, `` `x` ``, `a ? "x" : b`, `a && "x"`. */
function textsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case "Literal":
      return speaks(node["value"]) ? [node["value"]] : [];
    case "TemplateLiteral":
      return (node["quasis"] as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked).filter(speaks);
    case "ConditionalExpression":
      return [...textsOf(node["consequent"]), ...textsOf(node["alternate"])];
    case "LogicalExpression":
      return [...textsOf(node["left"]), ...textsOf(node["right"])];
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
    case "TSAsExpression":
      return textsOf(node["expression"]);
    default:
      return [];
  }
}

const elementName = (node: Node | undefined): unknown =>
  node?.type === "JSXElement" ? ((node["openingElement"] as Node)["name"] as Node)["name"] : undefined;

function textsAt(node: Node, above: readonly Node[]): string[] {
  const parent = above.at(-1);
  const inside = parent?.type === "JSXElement" || parent?.type === "JSXFragment";
  if (node.type === "JSXText")
    return speaks(node["value"]) && !keys.has(elementName(parent) as string) ? [node["value"].trim()] : [];
  if (node.type === "JSXExpressionContainer" && inside)
    return keys.has(elementName(parent) as string) ? [] : textsOf(node);
  if (node.type !== "JSXAttribute") return [];
  const name = (node["name"] as Node)["name"];
  return typeof name === "string" && shown.has(name) ? textsOf(node["value"]) : [];
}

test("no text of the interface stands outside the catalogues", () => {
  const found: string[] = [];
  for (const source of sourcesOf("client", /\.tsx$/)) {
    visit(source.tree, (node, above) => {
      for (const text of textsAt(node, above)) found.push(`${lineOf(source, node)} ${JSON.stringify(text)}`);
    });
  }
  expect(found).toEqual([]);
});

test("this reading finds what it looks for", () => {
  const samples = [
    `const a = <p>Hello</p>;`,
    `const a = <p>{"Hello"}</p>;`,
    `const a = <p>{open ? "Hello" : null}</p>;`,
    `const a = <img alt="Hello" />;`,
    "const a = <button aria-label={`Hello $" + "{name}`} />;",
    `const a = <Section title="Hello" />;`,
  ];
  for (const text of samples) expect(countIn(text)).toBe(1);
  for (const text of [`const a = <p class="hello">{t("a.b")} · {1}</p>;`, `const a = <Key>Ctrl</Key>;`])
    expect(countIn(text)).toBe(0);
});

function countIn(text: string): number {
  let count = 0;
  visit(parsed(text), (node, above) => {
    count += textsAt(node, above).length;
  });
  return count;
}
