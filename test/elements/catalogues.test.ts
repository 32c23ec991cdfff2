/** The words of the interface: every message in every language, every plural form, the same places to fill. */
import { describe, expect, test } from "@jest/globals";
import { interfaceLanguages } from "../../shared/languages.ts";
import { problems } from "../../shared/problems.ts";
import { isNode, lineOf, messagesOf, type Node, sourcesOf, visit } from "./messages.ts";

const catalogues = new Map(interfaceLanguages.map((tag) => [tag as string, messagesOf(tag)]));
const english = catalogues.get("en") as Map<string, Map<string, string>>;

/** `{{name}}` and `<name>…</name>`: what a message lets fill in. */
const placesIn = (text: string) =>
  new Set([...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map((place) => place[1] ?? `<${place[2]}>`));

describe.each([...catalogues.keys()])("the catalogue in %s", (tag) => {
  const own = catalogues.get(tag) as Map<string, Map<string, string>>;

  test("has every message that English has, and no other", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("has every plural form of its language, and no other", () => {
    const wanted = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted();
    const wrong = [...own]
      .filter(([, forms]) => !forms.has(""))
      .filter(([, forms]) => [...forms.keys()].sort().join() !== wanted.join());
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("is plural where English is, or says why not by being one sentence for all", () => {
    const lost = [...own].filter(([key, forms]) => forms.has("") && !english.get(key)?.has("") && english.has(key));
    expect(lost.map(([key]) => key)).toEqual([]);
  });

  test("lets the same values be filled in as English", () => {
    const wrong: string[] = [];
    for (const [key, forms] of own) {
      const wanted = new Set([...(english.get(key)?.values() ?? [])].flatMap((text) => [...placesIn(text)]));
      for (const [form, text] of forms) {
        const given = placesIn(text);
        // "one post", "two posts": some forms say the number in words.
        const inWords = ["zero", "one", "two"].includes(form);
        for (const place of given) if (!wanted.has(place)) wrong.push(`${key} ${form}: {{${place}}} is not in English`);
        if (form === "zero") continue;
        for (const place of wanted) {
          if (!given.has(place) && !(place === "count" && inWords))
            wrong.push(`${key} ${form}: {{${place}}} is missing`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("has no empty message and no stray spaces", () => {
    const wrong = [...own].flatMap(([key, forms]) =>
      [...forms.values()].filter((text) => text.trim() === "" || text.includes("  ")).map(() => key),
    );
    expect(wrong).toEqual([]);
  });

  test("has words for every refusal", () => {
    expect(Object.keys(problems).filter((code) => !own.has(`problem.${code}`))).toEqual([]);
  });
});

/** The text of a string, or of a template up to its first hole. */
function keyOf(node: unknown): { start: string; whole: boolean } | null {
  if (!isNode(node)) return null;
  if (node.type === "Literal" && typeof node["value"] === "string") return { start: node["value"], whole: true };
  if (node.type !== "TemplateLiteral") return null;
  const quasis = node["quasis"] as { value: { cooked: string } }[];
  return { start: quasis[0]?.value.cooked ?? "", whole: quasis.length === 1 };
}

/** Calls of `t(…)`, `rich(…)`, `language.t(…)`; their first argument is a message. */
function askedIn(node: Node): unknown[] {
  if (node.type !== "CallExpression") return [];
  const callee = node["callee"] as Node;
  const name = (callee.type === "MemberExpression" ? (callee["property"] as Node)["name"] : callee["name"]) as string;
  const [first] = node["arguments"] as Node[];
  if (!first || (name !== "t" && name !== "rich")) return [];
  return first.type === "ConditionalExpression" ? [first["consequent"], first["alternate"]] : [first];
}

test("every message that the client asks for exists", () => {
  const missing: string[] = [];
  for (const source of sourcesOf("client", /\.tsx?$/)) {
    visit(source.tree, (node) => {
      for (const argument of askedIn(node)) {
        const key = keyOf(argument);
        if (!key) continue;
        const known = key.whole
          ? english.has(key.start)
          : [...english.keys()].some((each) => each.startsWith(key.start));
        if (!known) missing.push(`${lineOf(source, node)} ${key.start}`);
      }
    });
  }
  expect(missing).toEqual([]);
});
