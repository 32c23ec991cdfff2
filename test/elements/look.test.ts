/** The look keeps its promises: no inline style, nothing that knows left from right, an icon for every name. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { isNode, lineOf, type Node, sourcesOf, visit } from "./messages.ts";

const client = join(import.meta.dirname, "../../client");
const sources = sourcesOf("client", /\.tsx$/);

test("no element has a style of its own: the page's policy would refuse it", () => {
  const found: string[] = [];
  for (const source of sources) {
    visit(source.tree, (node) => {
      if (node.type === "JSXAttribute" && (node["name"] as Node)["name"] === "style") found.push(lineOf(source, node));
    });
  }
  expect(found).toEqual([]);
});

test("the styles speak of start and end, never of left and right", () => {
  const sided =
    /(?<![\w-])((margin|padding|border|inset)-(left|right|top|bottom)|left|right|top|bottom)\s*:|(text-align|float|clear)\s*:\s*(left|right)/;
  const found = readdirSync(join(client, "styles"))
    .filter((file) => file.endsWith(".css"))
    .flatMap((file) =>
      readFileSync(join(client, "styles", file), "utf8")
        .split("\n")
        .flatMap((line, index) => (sided.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});

test("every name of an icon is drawn in the sprite, and every drawing has a name", () => {
  const sprite = readFileSync(join(client, "elements/sprite.svg"), "utf8");
  const drawn = [...sprite.matchAll(/id="i-([a-z]+)"/g)].map((match) => match[1]);
  const named: unknown[] = [];
  for (const source of sources.filter(({ path }) => path.endsWith("elements/icon.tsx"))) {
    visit(source.tree, (node) => {
      if (node.type !== "TSTypeAliasDeclaration" || (node["id"] as Node)["name"] !== "IconName") return;
      visit(node, (part) => {
        if (part.type === "TSLiteralType" && isNode(part["literal"])) named.push(part["literal"]["value"]);
      });
    });
  }
  expect(named.sort()).toEqual(drawn.sort());
});
