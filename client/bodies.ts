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
  const packed = JSON.stringify(state, (key, value: unknown) => {
    if (key !== "html" || typeof value !== "string") return value;
    const mark = markOf(value);
    return page.includes(`data-body="${mark}"`) ? sign + mark : value;
  });
  return packed.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
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
