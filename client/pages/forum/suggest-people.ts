/** Names for a mention while one types `@`. */
import { call } from "../../live/call.ts";

export async function suggestPeople(typed: string): Promise<{ value: string; label: string }[]> {
  const search = typed.trim();
  if (!search) return [];
  const { people } = await call("members.suggestMembers", { search });
  return people.flatMap(({ id, name }) =>
    id === null ? [] : [{ value: `@[${name.replace(/[[\]]/g, "")}](member:${id})`, label: name }],
  );
}
