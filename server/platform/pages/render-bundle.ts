/** The bundle that Vite built of the client: what it can render, and which files a page needs in the browser. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rendered, RenderInput, WantedPage } from "../../../shared/pages.ts";

export interface RenderBundle {
  /** The page at this address and what it asks for; null where there is none. */
  wantedPage(pathAndQuery: string): WantedPage | null;
  renderPage(input: RenderInput): Rendered;
  /** Tags for the head: styles, module preloads and the script of this page. */
  tagsFor(page: string, language: string, saveData: boolean): string;
}

interface ManifestEntry {
  file: string;
  css?: string[];
  imports?: string[];
}
type Manifest = Record<string, ManifestEntry>;

export const root = join(import.meta.dirname, "../../..");
export const builtClient = join(root, "dist/client");

type Renderer = Omit<RenderBundle, "tagsFor">;
/** Reads what draws. At a start while the database opens: the first page finds it there. */
export const readRenderer = (): Promise<Renderer> => import(join(root, "dist/ssr/render.js")) as Promise<Renderer>;

/** Loads what `vite build` made. Throws where it was not built. */
export async function loadBundle(): Promise<RenderBundle> {
  const manifest = JSON.parse(readFileSync(join(builtClient, ".vite/manifest.json"), "utf8")) as Manifest;
  const { wantedPage, renderPage } = await readRenderer();
  const kept = new Map<string, string>();
  return {
    wantedPage,
    renderPage,
    tagsFor(page, language, saveData) {
      const key = `${page} ${language} ${saveData}`;
      const tags = kept.get(key) ?? tagsOf(manifest, page, language, saveData);
      kept.set(key, tags);
      return tags;
    },
  };
}

const entry = "client/main.tsx";
const fonts = "client/styles/fonts.css";

function tagsOf(manifest: Manifest, page: string, language: string, saveData: boolean): string {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const visit = (key: string) => {
    const found = manifest[key];
    if (!found || scripts.has(found.file)) return;
    if (found.file.endsWith(".js")) scripts.add(found.file);
    for (const style of found.css ?? []) styles.add(style);
    found.imports?.forEach(visit);
  };
  for (const key of [entry, page, `shared/locales/${language}.json?part=reading`]) visit(key);
  if (page !== "client/pages/forum/thread.page.tsx") visit(`shared/locales/${language}.json?part=rest`);
  const faces = saveData ? undefined : manifest[fonts]?.file;
  const main = manifest[entry]?.file;
  return [
    ...(faces ? [`<link rel="stylesheet" href="/${faces}">`] : []),
    ...Array.from(styles, (file) => `<link rel="stylesheet" href="/${file}">`),
    ...Array.from(scripts, (file) => (file === main ? "" : `<link rel="modulepreload" href="/${file}">`)),
    `<script type="module" src="/${main}"></script>`,
  ].join("");
}
