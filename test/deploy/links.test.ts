/** Every link in the papers leads somewhere. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "./dockerfile.ts";

const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: root })];
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** As places of a page are named in addresses. */
const placesOf = (page: string) =>
  Array.from(read(page).matchAll(/^#+ (.*)$/gm), ([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );

test.each(pages)("%s", (page) => {
  // What stands in code is no link.
  const text = read(page)
    .replace(/^```.*?^```/gms, "")
    .replace(/`[^`]*`/g, "");
  for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https?:/.test(link)) continue;
    const [path = "", place] = link.split("#");
    const target = path === "" ? page : join(dirname(page), path);
    expect([link, existsSync(join(root, target))]).toEqual([link, true]);
    if (place) expect([link, placesOf(target).includes(place)]).toEqual([link, true]);
  }
});
