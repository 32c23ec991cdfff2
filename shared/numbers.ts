/** Numbers and digits as a language writes them; the same on both sides. */

/** Arabic is written with Arabic-Indic digits here, whatever the platform's own choice. */
export const localeOf = (tag: string): string => (/^ar\b/i.test(tag) && !/-u-/i.test(tag) ? `${tag}-u-nu-arab` : tag);

interface Numbers {
  format: Intl.NumberFormat;
  /** Small whole numbers, which every page has many of. */
  small: string[];
}

const numbers = new Map<string, Numbers>();

/** `1234.5` as `1,234.5`. */
export function formatNumber(tag: string, value: number): string {
  let known = numbers.get(tag);
  if (!known) {
    known = { format: new Intl.NumberFormat(localeOf(tag), { maximumFractionDigits: 2 }), small: [] };
    numbers.set(tag, known);
  }
  if (!Number.isInteger(value) || value < 0 || value > 999) return known.format.format(value);
  known.small[value] ??= known.format.format(value);
  return known.small[value];
}

const zeros = new Map<string, number>();

/** A text with its digits in the language's own: `2–16`, `47:12`. */
export function digitsIn(tag: string, text: string | number): string {
  let zero = zeros.get(tag);
  if (zero === undefined) {
    zero = new Intl.NumberFormat(localeOf(tag)).format(0).codePointAt(0) ?? 48;
    zeros.set(tag, zero);
  }
  const first = zero;
  return first === 48
    ? String(text)
    : String(text).replace(/\d/g, (digit) => String.fromCodePoint(first + Number(digit)));
}
