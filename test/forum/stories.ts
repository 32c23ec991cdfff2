/** A forum with its people: what the stories of this folder begin with. */
import { newId } from "../../shared/ids.ts";
import type { Someone, TestHouse } from "../support/house.ts";
import { setStage } from "../support/stage.ts";

let sections = 0;

/** A section, made by an organiser; everybody reads and members write unless it says otherwise. */
export async function makeSection(
  organiser: Someone,
  rule: { readers?: string; writers?: string } = {},
): Promise<{ id: string; slug: string }> {
  const id = newId();
  const slug = `section-${++sections}`;
  await organiser.call("forum.createSection", { id, slug, title: `Section ${sections}`, ...rule });
  return { id, slug };
}

/** A thread by somebody, with its opening post. */
export async function openThread(
  by: Someone,
  sectionId: string,
  more: { title?: string; body?: string } = {},
): Promise<{ id: string; postId: string }> {
  const [id, postId] = [newId(), newId()];
  await by.call("forum.createThread", {
    id,
    postId,
    sectionId,
    title: "What lasts",
    body: "An opening post.",
    ...more,
  });
  return { id, postId };
}

/** A reply; its id. */
export async function reply(
  by: Someone,
  threadId: string,
  body = "A reply.",
  more: { replyTo?: string; asAsker?: boolean } = {},
): Promise<string> {
  const id = newId();
  await by.call("forum.createPost", { id, threadId, body, ...more });
  return id;
}

/** A house with the people of most stories. */
export const setForumStage = () => setStage(async (house) => ({ people: await usualPeople(house) }));

/** The same, with a public section in which they write. */
export const setSectionStage = () =>
  setStage(async (house) => {
    const people = await usualPeople(house);
    return { people, sectionId: (await makeSection(people.olga)).id };
  });

/** Two members, a moderator, an organiser and a visitor. */
export async function usualPeople(house: TestHouse) {
  const [ada, ben, mo, olga] = await Promise.all([
    house.member("Ada"),
    house.member("Ben"),
    house.member("Mo", { role: "moderator" }),
    house.member("Olga", { role: "organiser" }),
  ]);
  return { ada, ben, mo, olga, visitor: house.visitor() };
}
