/** Names as they look and as they are looked for. */
import { describe, expect, test } from "@jest/globals";
import { mixesAlphabets, nameKey, searchedKeys, searchKeys } from "../../server/features/members/name-key.ts";

describe("names", () => {
  test.each([
    ["Ada Lane", "ada  lane"],
    ["Ada Lane", "Ada-Lane"],
    ["Ada Lane", "АdаLаnе"],
    ["Jose Marti", "José Martí"],
    ["Olga", "O1ga"],
    ["Bob", "B0b"],
    ["Anna", "Ａｎｎａ"],
  ])("%s and %s look alike", (one, other) => expect(nameKey(one)).toBe(nameKey(other)));
  test.each([
    ["Ada", "Ida"],
    ["राम", "रामी"],
    ["Мария", "Марина"],
  ])("%s and %s do not", (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));

  test("of two alphabets in one word deceive; of two words each in its own do not", () => {
    expect(mixesAlphabets("Аdа")).toBe(true);
    expect(mixesAlphabets("Мария Smith")).toBe(false);
    expect(mixesAlphabets("田中 Ken")).toBe(false);
  });

  test("are found by the beginnings of their words, with or without marks", () => {
    const keys = searchKeys("José-María Núñez");
    for (const typed of ["jos", "JOSÉ", "mar nun", "núñez"])
      for (const key of searchedKeys(typed)) expect(keys).toContain(key);
    expect(keys).not.toContain(searchedKeys("ose")[0]);
    expect(searchKeys("राम")).toContain("रा");
    expect(searchedKeys("?!")).toEqual([]);
  });
});
