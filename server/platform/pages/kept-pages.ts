/**
 * Documents that were drawn for visitors, kept for the next visitor. A drawing follows from what it is drawn from and from nothing
 * else; that is asked for anew each time, by today's rights, and only where all of it is the same is the page not drawn again.
 */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Json } from "../../../shared/operation.ts";
import type { PageState } from "../../../shared/pages.ts";
import { Kept } from "../kept.ts";
import { areSame, type Parts, partsOf } from "../operations/kept-views.ts";

const compressed = promisify(gzip);

interface KeptPage {
  drawnFrom: Parts;
  document: Buffer;
  /** Once somebody who takes it has asked. */
  gzip: Promise<Buffer> | undefined;
}
/** Bytes. */
const pages = new Kept<string, KeptPage>({
  most: 128_000_000,
  sizeOf: ({ document }) => 2 * document.length,
});

/** Days and hours on a page are measured against its moment: a minute is near enough for them, and a drawing lasts as long. */
export const wholeMinute = (at: number): number => Math.floor(at / 60_000) * 60_000;

/** The document for `key` (address, language, what the head depends on), drawn where it was not drawn from this very state. */
export async function keptDocument(
  key: string,
  state: PageState,
  draw: () => Promise<string>,
  options: { gzip: boolean },
): Promise<Buffer> {
  const drawnFrom = partsOfState(state);
  let page = pages.get(key);
  if (!page || !areSame(page.drawnFrom, drawnFrom)) {
    page = { drawnFrom, document: Buffer.from(await draw()), gzip: undefined };
    pages.set(key, page);
  }
  if (!options.gzip) return page.document;
  page.gzip ??= compressed(page.document);
  return page.gzip;
}

const partsOfState = ({ answers, me, settings, ...rest }: PageState): Parts => [
  JSON.stringify(rest),
  ...partsOf(me as unknown as Json),
  ...partsOf(settings as unknown as Json),
  ...Object.entries(answers).flatMap(([key, answer]) => [`\n${key} `, ...partsOf(answer as Json)]),
];
