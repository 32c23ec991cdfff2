/** A language's messages in two parts: what a thread needs is there first, the rest comes with the first page that needs more. */
import type { Catalogue } from "../shared/languages.ts";

type Parts = Record<string, () => Promise<Catalogue>>;
const reading: Parts = import.meta.glob<Catalogue>("../shared/locales/*.json", {
  query: "?part=reading",
  import: "default",
});
const rest: Parts = import.meta.glob<Catalogue>("../shared/locales/*.json", { query: "?part=rest", import: "default" });

/** The page whose every message stands in the first part. */
const readsOnly = (file: string | undefined): boolean =>
  file === undefined || file === "client/pages/forum/thread.page.tsx";

let known: { language: string; catalogue: Catalogue; whole: boolean } | undefined;

/** The messages for a page, named by its file; without one, for what stands where no page is. */
export async function messagesFor(language: string, file: string | undefined): Promise<Catalogue> {
  if (known?.language === language && (known.whole || readsOnly(file))) return known.catalogue;
  const path = `../shared/locales/${language}.json`;
  const whole = !readsOnly(file);
  const parts = await Promise.all([reading[path]?.(), whole ? rest[path]?.() : undefined]);
  known = { language, catalogue: Object.assign({}, ...parts), whole };
  return known.catalogue;
}
