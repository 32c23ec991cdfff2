/** A house with a forum in it: an organiser's public section, and people who write there. */
import { newId } from "../../shared/ids.ts";
import type { Someone, TestHouse } from "../support/house.ts";

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

/** The people of most stories. */
export async function usualPeople(house: TestHouse) {
  const [ada, ben, mo, olga] = await Promise.all([
    house.member("Ada"),
    house.member("Ben"),
    house.member("Mo", { role: "moderator" }),
    house.member("Olga", { role: "organiser" }),
  ]);
  return { ada, ben, mo, olga, visitor: house.visitor() };
}
