/** Markdown in, sanitised HTML out: what it gives, and that nothing dangerous comes through. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { detectLanguage } from "../../server/features/forum/markdown/detect-language.ts";
import { fillMentions, nameMentions } from "../../server/features/forum/markdown/mentions.ts";
import { excerptOf, ownWordsOf } from "../../server/features/forum/markdown/plain-text.ts";
import { render, renderMarkdown } from "../../server/features/forum/markdown/render-markdown.ts";
import { sanitise } from "../../server/features/forum/markdown/sanitise.ts";
import type { PersonView } from "../../shared/contracts/common.ts";

const ana = "0192f0c0-1111-7000-8000-000000000001";
const postId = "0192f0c0-2222-7000-8000-000000000002";
const named = (name: string): Map<string, PersonView> =>
  new Map([[ana, { id: ana, kind: "member", name, role: "member", organisation: null, country: null }]]);

test("ordinary Markdown becomes ordinary HTML", () => {
  expect(renderMarkdown("Hello **world**,\nnext line")).toBe("<p>Hello <strong>world</strong>,<br />\nnext line</p>");
  expect(renderMarkdown("# Title")).toBe("<h3>Title</h3>");
  expect(renderMarkdown("```js\na < b\n```")).toBe('<pre tabindex="0" dir="ltr"><code>a &lt; b\n</code></pre>');
  expect(renderMarkdown("| a | b |\n|:-|-:|\n| 1 | 2 |")).toContain("<td>1</td>");
  expect(renderMarkdown("3. three")).toContain('<ol start="3">');
});

test("links out give no weight; within this server they are plain; nothing but web and mail is a link", () => {
  expect(renderMarkdown("[out](https://example.org/a?b=1&c=2)")).toBe(
    '<p><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">out</a></p>',
  );
  expect(renderMarkdown("https://example.org")).toContain('<a href="https://example.org" rel="nofollow ugc noopener">');
  expect(renderMarkdown("[in](/threads/1)")).toBe('<p><a href="/threads/1">in</a></p>');
  expect(renderMarkdown("see report.md and ana@example.org")).not.toContain("<a");
  for (const href of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//evil.example",
    "file:///etc/passwd",
  ])
    expect(renderMarkdown(`[x](${href})`)).not.toMatch(/href/);
});

test("a picture from elsewhere is a link, so that no other host learns who reads", () => {
  const html = renderMarkdown("![a view](https://example.org/a.png)");
  expect(html).toBe('<p><a href="https://example.org/a.png" rel="nofollow ugc noopener">a view</a></p>');
});

test("a blockquote whose first line links to a post cites it", () => {
  const { html, quotes } = render(`> [Ana wrote 17](/posts/${postId})\n> Lo que quedó\n\nYes.`);
  expect(html).toBe(
    `<blockquote>\n<cite><a href="/posts/${postId}">Ana wrote 17</a></cite><p>Lo que quedó</p>\n</blockquote>\n<p>Yes.</p>`,
  );
  expect(quotes).toEqual([postId]);
  expect(render(`> [Ana](/posts/${postId}):\n>\n> Below`).html).toContain("</cite><p>Below</p>");
  expect(render(`> I read [this](/posts/${postId})`).quotes).toEqual([]);
  expect(render("> just words").html).not.toContain("cite");
});

test("a mention is kept by id and shown by the present name", () => {
  const { html, mentions } = render(`Dear @[Ana Old](member:${ana}), hello`);
  expect(mentions).toEqual([ana]);
  expect(fillMentions(html, named("Ana <New>"))).toBe(
    `<p>Dear <bdi class="mention" data-member="${ana}">@Ana &lt;New&gt;</bdi>, hello</p>`,
  );
  expect(fillMentions(html, new Map())).toContain("@…</bdi>");
  expect(fillMentions(html, new Map())).not.toContain("Ana Old");
  expect(nameMentions(`@[Ana Old](member:${ana})`, named("Ana [New]"))).toBe(`@[Ana  New ](member:${ana})`);
});

test("a mention in code, or written as HTML, is none", () => {
  expect(render(`\`@[Ana](member:${ana})\``).mentions).toEqual([]);
  expect(render(`<bdi class="mention" data-member="${ana}">x</bdi>`).mentions).toEqual([]);
});

test("excerpts are one's own words on one line, cut at a word", () => {
  const { html } = render(`> [Ana](/posts/${postId})\n> hers\n\nMine, @[X](member:${ana}) & **more**`);
  expect(excerptOf(html, named("Ana"))).toBe("Mine, @Ana & more");
  expect(excerptOf(renderMarkdown("> only a quote"), new Map())).toBe("only a quote");
  const cut = excerptOf(renderMarkdown("word ".repeat(100)), new Map(), 50);
  expect(cut).toMatch(/^(word )+word…$/);
  expect(cut.length).toBeLessThanOrEqual(51);
});

test("the language is told by one's own words, and by its author's where there are too few", () => {
  const languages = ["en", "es", "fr", "ar", "pt-BR", "zh"];
  const guess = (text: string) => detectLanguage(text, languages, "en");
  expect(guess("Lo que más me enseñó no fue lo que quedó, sino quién lo recordaba.")).toBe("es");
  expect(guess("Même constat chez nous : nous avons cessé de demander ce qui reste.")).toBe("fr");
  expect(guess("مؤشرات اختارها المدرّبون أنفسهم في كل مكان")).toBe("ar");
  expect(guess("我们这里也看到了同样的情况而且一直没有什么变化希望大家能够帮助")).toBe("zh");
  expect(guess("O que mais me ensinou não foi o que ficou, mas quem se lembrava disso.")).toBe("pt-BR");
  expect(detectLanguage("D'accord !", languages, "fr")).toBe("fr");
  // A short sentence is easily mistaken: its author's language stands unless another one is far likelier.
  for (const words of [
    "Who decides what counts as a change?",
    "Who reads it afterwards?",
    "Women's participation in decisions",
  ])
    expect(guess(words)).toBe("en");
  expect(guess("Qui décide de ce qui compte ?")).toBe("fr");
  expect(detectLanguage("Мы тоже видели это здесь много раз", ["ar"], "ar")).toBe("ar");
  const quoting = render(
    "> [Ana](/posts/0192f0c0-2222-7000-8000-000000000002)\n> Même constat chez nous depuis longtemps\n\nOk `código` https://ejemplo.example/hola",
  );
  expect(ownWordsOf(quoting.html)).toBe("Ok");
});

const vectors = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "[a](javascript:alert(1))",
  "[a](<javascript:alert(1)>)",
  "[a](javascript&colon;alert(1))",
  "[a](java\tscript:alert(1))",
  "![a](javascript:alert(1))",
  '![a](x"onerror="alert(1))',
  '<a href="javascript:alert(1)">x</a>',
  "<iframe src=javascript:alert(1)>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "`<img src=x onerror=alert(1)>`",
  '```"><script>alert(1)</script>\nx\n```',
  '[x](https://a.example "onmouseover=alert(1)")',
  '<https://a.example/"onclick=alert(1)>',
  "@[<img src=x onerror=alert(1)>](member:0192f0c0-1111-7000-8000-000000000001)",
  "> [<script>alert(1)</script>](/posts/0192f0c0-2222-7000-8000-000000000002)",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "# <script>alert(1)</script>",
  "|<script>|\n|-|\n|<img onerror=alert(1)>|",
];

/** Everything that stands in tags, with what is text left out. */
const tagsOf = (html: string): string => (html.match(/<[^>]*>/g) ?? []).join("");

test.each(vectors)("nothing of %s can run", (vector) => {
  const tags = tagsOf(fillMentions(renderMarkdown(vector), named("<img src=x onerror=alert(1)>")));
  expect(tags).not.toMatch(/<(script|img|svg|iframe|math|style)|\son\w+=|javascript:|style=/i);
});

test("sanitising twice equals once, whatever is written", () => {
  const bits = fc.constantFrom(
    ...vectors,
    "**",
    "_",
    "`",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "|",
    "<",
    ">",
    "&",
    '"',
    "'",
    "](",
    "[",
    "!",
    "@",
    "a",
    " ",
    "😀",
    "ك",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(bits, { maxLength: 30 }).map((some) => some.join("")),
      ),
      (text) => {
        const html = renderMarkdown(text);
        expect(sanitise(html)).toBe(html);
      },
    ),
    { numRuns: 500 },
  );
});

test("deep nesting ends, and soon", () => {
  const began = performance.now();
  for (const text of [
    "> ".repeat(9000),
    "[".repeat(20_000),
    "*a ".repeat(6000),
    "`".repeat(20_000),
    "- ".repeat(9000),
    `@[${"a".repeat(19_000)}`,
    "<bdi>".repeat(4000),
  ])
    expect(typeof renderMarkdown(text)).toBe("string");
  expect(performance.now() - began).toBeLessThan(20_000);
});
