/** The import rule: client → shared ← server; features → platform → database; between features only through the door, and downwards. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** Lower features first; each may use those before it. */
const storeys = ["settings", "members", "notifications", "sessions", "moderation", "forum", "dialogues", "webinars"];
export const storeyOf = (feature: string) => storeys.indexOf(feature);

export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  return Array.from(source.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g), ([, path]) =>
    relative(root, resolve(root, dirname(file), path as string)),
  );
}

const place = (file: string) => {
  const [top = "", second = "", third = ""] = file.split("/");
  return { top, room: top === "server" ? second : "", feature: top === "server" && second === "features" ? third : "" };
};

/** Why this import may not be; nothing where it may. */
function broken(from: string, to: string): string | undefined {
  const here = place(from);
  const there = place(to);
  if (here.top !== there.top && there.top !== "shared") return `${here.top} may import only itself and shared`;
  if (here.top !== "server" || there.top !== "server") return undefined;
  if (to === "server/app.ts" && from !== "server/main.ts") return "nobody imports app.ts";
  if (here.room === "embedded-database" && there.room !== "embedded-database")
    return "the embedded database imports nothing above it";
  if (here.room === "database" && !["database", "embedded-database"].includes(there.room))
    return "the database imports nothing above it";
  if (here.room === "platform" && !["platform", "database"].includes(there.room))
    return "the platform knows no feature";
  if (here.feature && there.feature && here.feature !== there.feature) {
    if (to !== `server/features/${there.feature}/index.ts`) return `${there.feature} is entered through its index.ts`;
    if (storeyOf(there.feature) >= storeyOf(here.feature)) return `${here.feature} may not look up to ${there.feature}`;
  }
  if (here.feature && !["features", "platform", "database"].includes(there.room))
    return "features stand on the platform";
  if (there.feature && !here.feature && to !== `server/features/${there.feature}/index.ts`)
    return `${there.feature} is entered through its index.ts`;
  return undefined;
}

/** Every import that breaks the rule, with the reason. */
export const brokenImports = (): string[] =>
  ["server", "client", "shared"].flatMap(filesBelow).flatMap((file) =>
    importsOf(file).flatMap((imported) => {
      const why = broken(file, imported);
      return why ? [`${file} → ${imported}: ${why}`] : [];
    }),
  );
