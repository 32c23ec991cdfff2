/** Remembers which tokens were found to be right: checking a signature costs more than all else that a read does. */

/** `check` again only for what is not known as right under this key; what is wrong is never remembered. */
export function remembered<T>(
  most: number,
  keyOf: () => Buffer,
  check: (token: string) => T | null,
): (token: string) => T | null {
  const right = new Map<string, T>();
  let under: Buffer | undefined;
  return (token) => {
    const key = keyOf();
    if (key !== under) {
      right.clear();
      under = key;
    }
    const known = right.get(token);
    if (known !== undefined) return known;
    const found = check(token);
    if (found !== null) {
      if (right.size >= most) right.clear();
      right.set(token, found);
    }
    return found;
  };
}
