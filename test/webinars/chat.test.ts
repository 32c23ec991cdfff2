/** The live chat: who says what, who takes it out, and who may not. */
import { expect, test } from "@jest/globals";
import { ChatLines } from "../../server/features/webinars/chat/chat-line.model.ts";
import { newId } from "../../shared/ids.ts";
import { change, eventually } from "../support/stage.ts";
import { setWebinarStage } from "./stories.ts";

const stage = setWebinarStage();

test("a line reaches everyone who watches the chat, once, with its author's part", async () => {
  const { webinarId, ada, ben, salma } = await stage.hour();
  await ben.watch(`chat:${webinarId}`);
  const heard = ben.told("chatLine");
  const line = { id: newId(), webinarId, text: "Good morning from Lagos" };
  const answers = await Promise.all([ada.call("webinars.sendChatLine", line), ada.call("webinars.sendChatLine", line)]);
  expect(answers[1]).toEqual(answers[0]);
  expect((await heard).view).toMatchObject({
    text: "Good morning from Lagos",
    author: { name: "Ada Attendee" },
    badge: null,
  });
  await salma.call("webinars.sendChatLine", { id: newId(), webinarId, text: "Welcome" });
  const { lines } = await stage.house.visitor().call("webinars.listChat", { webinarId });
  expect(lines.map(({ text, badge }) => [text, badge])).toEqual([
    ["Good morning from Lagos", null],
    ["Welcome", "panellist"],
  ]);
});

test("older lines are there page by page, all of them, also where many were said at one moment", async () => {
  const { webinarId, ada, ben } = await stage.hour();
  const ids = Array.from({ length: 120 }, () => newId());
  await Promise.all(
    ids.map((id, at) => (at % 2 ? ada : ben).call("webinars.sendChatLine", { id, webinarId, text: `Line ${at}` })),
  );
  const moment = new Date((await ChatLines.findById(ids[0]).lean())?.createdAt ?? 0);
  await ChatLines.updateMany({ _id: { $in: ids.slice(20, 100) } }, { $set: { createdAt: moment } });
  expect(await ChatLines.countDocuments({ webinarId, createdAt: moment })).toBeGreaterThan(79);
  const read: string[] = [];
  for (let older = {}; ; ) {
    const { lines } = await ada.call("webinars.listChat", { webinarId, ...older });
    const [oldest] = lines;
    if (!oldest) break;
    read.unshift(...lines.map(({ id }) => id));
    older = { before: oldest.createdAt, beforeId: oldest.id };
  }
  expect(read).toHaveLength(120);
  expect([...read].sort()).toEqual([...ids].sort());
});

test("a moderator removes a line; its words are gone for everyone, and the decision is kept", async () => {
  const { webinarId, ada, ben, moderator, organiser } = await stage.hour();
  const { id: chatLineId } = await ada.call("webinars.sendChatLine", { id: newId(), webinarId, text: "canary-chat" });
  await ben.watch(`chat:${webinarId}`);
  const heard = ben.told((told) => told.id === chatLineId && told.view?.["removed"] === true);
  expect(await ben.outcome("webinars.removeChatLine", { chatLineId, ...change() })).toBe("not-allowed");
  await moderator.call("webinars.removeChatLine", { chatLineId, ...change(), reason: "An advertisement" });
  expect((await heard).view).toMatchObject({ removed: true, text: "" });
  expect(JSON.stringify(await ben.call("webinars.readRoom", { webinarId }))).not.toContain("canary-chat");
  await eventually(async () => {
    const { items } = await organiser.call("moderation.listDecisions", {});
    return items.find(({ kind, reason }) => kind === "remove-chat-line" && reason === "An advertisement");
  });
});

test("who may not: visitors, others' guests, anybody before or after the hour", async () => {
  const { webinarId, ada, moderator } = await stage.hour({ open: false });
  const other = await stage.hour();
  const line = () => ({ id: newId(), webinarId, text: "Hello?" });
  expect(await ada.outcome("webinars.sendChatLine", line())).toBe("webinar-not-open");
  expect(await stage.house.visitor().outcome("webinars.sendChatLine", line())).toBe("sign-in-first");
  const stranger = await stage.house.guest("Otto Other", other.webinarId);
  await moderator.call("webinars.openWebinar", { webinarId, ...change() });
  expect(await stranger.outcome("webinars.sendChatLine", line())).toBe("not-allowed");
  expect(await ada.outcome("webinars.sendChatLine", { ...line(), text: "x".repeat(501) })).toBe("bad-input");
  await moderator.call("webinars.pauseWebinar", { webinarId, ...change(), paused: true });
  expect(await ada.outcome("webinars.sendChatLine", line())).toBe("ok");
  await moderator.call("webinars.closeWebinar", { webinarId, ...change() });
  expect(await ada.outcome("webinars.sendChatLine", line())).toBe("webinar-closed");
});
