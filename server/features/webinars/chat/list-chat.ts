import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { beyond } from "../../../database/paging.ts";
import type { Person } from "../../../platform/person.ts";
import { readableWebinar } from "../find-webinar.ts";
import { chatStreamOf } from "../webinars.streams.ts";
import { type ChatLine, ChatLines } from "./chat-line.model.ts";
import { viewChatLines } from "./chat-line.views.ts";

const linesAtOnce = 50;

/** Lines of the chat before a moment, 50 at a time, in their order. */
export async function listChat(
  person: Person,
  { webinarId, before, beforeId }: Given<typeof webinars.listChat>,
): Promise<Answer<typeof webinars.listChat>> {
  const webinar = await readableWebinar(person, webinarId);
  return { lines: await viewChatLines(await latestLines(webinar._id, before, beforeId)) };
}

/** What was told of the chat, the latest lines in their order. */
export async function latestLines(webinarId: string, before?: string, beforeId = ""): Promise<ChatLine[]> {
  const filter = {
    webinarId,
    shownIn: chatStreamOf(webinarId),
    ...(before ? beyond("createdAt", { at: new Date(before), id: beforeId }, -1) : {}),
  };
  const lines = await ChatLines.find(filter).sort({ createdAt: -1, _id: -1 }).limit(linesAtOnce).lean<ChatLine[]>();
  return lines.reverse();
}
