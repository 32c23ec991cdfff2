/** Messages with more than text in them: names in their own direction, numbers in figures, words that are links. */
import { type ComponentChildren, h } from "preact";

/** What fills a place: text, a number, an element, or a function that wraps the words between `<name>` and `</name>`. */
export type RichValue = ComponentChildren | ((words: ComponentChildren) => ComponentChildren);
export type RichValues = Readonly<Record<string, RichValue>>;

const places = /\{\{(\w+)\}\}|<(\w+)>(.*?)<\/\2>/g;

/** The message in pieces, ready to stand in JSX. `number` writes the numbers of this language. */
export function fillIn(message: string, values: RichValues, number: (value: number) => string): ComponentChildren[] {
  const pieces: ComponentChildren[] = [];
  let read = 0;
  for (const place of message.matchAll(places)) {
    if (place.index > read) pieces.push(message.slice(read, place.index));
    const [whole, name, wrapper, words] = place;
    const value = values[(name ?? wrapper) as string];
    if (wrapper !== undefined) {
      const inside = fillIn(words ?? "", values, number);
      pieces.push(typeof value === "function" ? value(inside) : inside);
    } else if (typeof value === "number") pieces.push(h("span", { class: "num" }, number(value)));
    else pieces.push(value === undefined || typeof value === "function" ? whole : value);
    read = place.index + whole.length;
  }
  if (read < message.length) pieces.push(message.slice(read));
  return pieces;
}
