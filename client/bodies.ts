/** Texts that the page already holds are not sent a second time in its state: each is found again by a mark. */

const sign = "\u0001";

/** A short mark of a text: FNV-1a, 32 bits, with its length. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${(hash >>> 0).toString(36)}-${text.length.toString(36)}`;
}

/** The state as JSON for a script element; each `html` that stands in the page is left out. */
export function packState(state: object, page: string): string {
  const shown = new Set(Array.from(page.matchAll(/data-body="([^"]*)"/g), ([, mark]) => mark));
  const packed = JSON.stringify(withoutBodies(state, shown));
  return packed.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A copy, with marks in the places of the texts that are shown. */
function withoutBodies(value: unknown, shown: ReadonlySet<string | undefined>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => withoutBodies(one, shown));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value))
    copy[key] = key === "html" ? withoutBody(inner, shown) : withoutBodies(inner, shown);
  return copy;
}

function withoutBody(html: unknown, shown: ReadonlySet<string | undefined>): unknown {
  if (typeof html !== "string") return withoutBodies(html, shown);
  const mark = markOf(html);
  return shown.has(mark) ? sign + mark : html;
}

/** The state as it was, its texts taken from the page. */
export function unpackState<T>(packed: string, page: ParentNode): T {
  const bodies = new Map<string, string>();
  for (const body of page.querySelectorAll<HTMLElement>("[data-body]"))
    bodies.set(body.dataset["body"] ?? "", body.innerHTML);
  return JSON.parse(packed, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(sign) ? (bodies.get(value.slice(1)) ?? "") : value,
  ) as T;
}
