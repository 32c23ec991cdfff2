/** A post by the product's own door, and the bytes in which it is told. */

import { newId } from "../../shared/ids.ts";
import type { Told } from "../../shared/live.ts";
import { Client } from "../support/client.ts";
import type { HouseUnderTest } from "./house.ts";

const body = "We asked them again after the harvest, and the answers had changed. ".repeat(5).trim();

export async function post(
  house: HouseUnderTest,
  { threadId, cookie, id }: { threadId: string; cookie: string; id: string },
): Promise<void> {
  const response = await fetch(`${house.url}/api/threads/${threadId}/posts`, {
    method: "POST",
    headers: { cookie, origin: house.url, "content-type": "application/json" },
    body: JSON.stringify({ id, body }),
  });
  if (!response.ok) throw new Error(`a post was refused: ${await response.text()}`);
}

/** The message in which a post is told, with MARKER where its id stands first. */
export async function toldBytes(house: HouseUnderTest, threadId: string, cookie: string): Promise<string> {
  const watcher = new Client(house.url);
  const socket = await watcher.connect();
  await watcher.watch(`thread:${threadId}`);
  const id = newId();
  const told = new Promise<Told>((resolve) => {
    socket.on("told", (message: Told) => message.changes.some((change) => change.id === id) && resolve(message));
  });
  await post(house, { threadId, cookie, id });
  const text = JSON.stringify(await told);
  watcher.close();
  return text.replace(id, "MARKER");
}
