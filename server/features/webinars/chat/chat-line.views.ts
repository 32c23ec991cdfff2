/** Lines of the chat as everybody sees them; a removed one keeps its place. */
import type { ChatLineView } from "../../../../shared/contracts/webinars.ts";
import { findPeople, personIn } from "../../members/index.ts";
import type { ChatLine } from "./chat-line.model.ts";

/** In the same order. */
export async function viewChatLines(lines: ChatLine[]): Promise<ChatLineView[]> {
  const people = await findPeople(lines.map(({ authorId }) => authorId));
  return lines.map((line) => ({
    id: line._id,
    webinarId: line.webinarId,
    author: personIn(people, line.authorId),
    badge: line.badge,
    text: line.removed ? "" : line.text,
    language: line.language,
    removed: line.removed,
    createdAt: line.createdAt.toISOString(),
    version: line.version,
  }));
}

export const viewChatLine = async (line: ChatLine): Promise<ChatLineView> =>
  (await viewChatLines([line]))[0] as ChatLineView;
