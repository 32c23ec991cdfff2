/** Whom a form has picked: those who stand there, but for whom one took off, and whom one added. Who comes meanwhile comes along. */
import { useState } from "preact/hooks";
import type { PersonView } from "../../../shared/contracts/common.ts";

type People = readonly PersonView[];
const without = (people: People, others: People): People =>
  people.filter(({ id }) => !others.some((other) => other.id === id));

export function usePicked(standing: People = []): [people: People, pick: (people: People) => void] {
  const [{ added, taken }, setOwn] = useState<{ added: People; taken: People }>({ added: [], taken: [] });
  const people = [...without(standing, taken), ...without(added, standing)];
  return [people, (wished) => setOwn({ added: without(wished, standing), taken: without(standing, wished) })];
}
