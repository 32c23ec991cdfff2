/** Messages with more than text in them: names in their own direction, numbers in figures, words that are links. */
import { type ComponentChildren, h } from "preact";

/** What fills a place: text, a number, an element, or a function that wraps the words between `<name>` and `</name>`. */
export type RichValue = ComponentChildren | ((words: ComponentChildren) => ComponentChildren);
export type RichValues = Readonly<Record<string, RichValue>>;

const places = /\{\{(\w+)\}\}|<(\w+)>(.*?)<\/\2>/g;

/** The message in pieces, ready to stand in JSX. `number` writes the numbers of this language. */
export function fillIn(message: string, values: RichValues, number: (value: number) => string): ComponentChildren[] {
  const pieces: ComponentChildren[] = [];
  // Neighbouring texts become one: in the browser they are one node, and the drawn page stays as it is.
  const add = (piece: ComponentChildren) => {
    const last = pieces.at(-1);
    if (typeof last === "string" && typeof piece === "string") pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  };
  let read = 0;
  for (const place of message.matchAll(places)) {
    if (place.index > read) add(message.slice(read, place.index));
    const [whole, name, wrapper, words] = place;
    const value = values[(name ?? wrapper) as string];
    if (wrapper !== undefined) {
      const inside = fillIn(words ?? "", values, number);
      add(typeof value === "function" ? value(inside) : inside);
    } else if (typeof value === "number") add(h("span", { class: "num" }, number(value)));
    else add(value === undefined || typeof value === "function" ? whole : value);
    read = place.index + whole.length;
  }
  if (read < message.length) add(message.slice(read));
  return pieces;
}
