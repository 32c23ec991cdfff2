/** Names as they look and as they are looked for. */

const marks = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}]\p{M}*)\p{M}/gu;
/** Lower case, compatibility forms resolved, marks off where they are an ornament to the eye that searches. */
const folded = (text: string): string =>
  text.normalize("NFKC").toLowerCase().normalize("NFD").replace(marks, "").normalize("NFC");

/** What looks like a Latin letter or digit and is none. */
const lookalikes: Record<string, string> = {
  ...pairs("абвеіјкмнорсԁѕтухһԛԝьӏ", "abbeijkmhopcdstyxhqwbl"),
  ...pairs("αβεηικνορτυχγω", "abenikvoptuxyw"),
  ...pairs("01ıɡɑøłđß", "oligaoldb"),
};
function pairs(from: string, to: string): Record<string, string> {
  const letters = [...to];
  return Object.fromEntries([...from].map((sign, index) => [sign, letters[index] as string]));
}

/** How a name looks: equal for two that a reader would take for the same. */
export function nameKey(name: string): string {
  const letters = folded(name).replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  return Array.from(letters, (letter) => lookalikes[letter] ?? letter).join("");
}

const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
/** Whether a word of the name is put together from alphabets that look alike, as nobody writes but to deceive. */
export const mixesAlphabets = (name: string): boolean =>
  name.split(/[\s\p{P}]+/u).some((word) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1);

const longest = 20;
const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);

/** The beginnings of each word of a name, so that a search is an equality on every engine. */
export function searchKeys(name: string): string[] {
  const keys = new Set<string>();
  for (const word of wordsOf(name)) {
    const letters = [...word];
    for (let length = 1; length <= Math.min(letters.length, longest); length++)
      keys.add(letters.slice(0, length).join(""));
  }
  return [...keys];
}

/** What somebody typed, as keys that must all be there. */
export const searchedKeys = (typed: string): string[] => [
  ...new Set(wordsOf(typed).map((word) => [...word].slice(0, longest).join(""))),
];
