import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import type { Exchange } from "../../../platform/operations/serve.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { readableWebinar } from "../find-webinar.ts";
import { mayTakePart } from "../webinars.policy.ts";
import { enter, presenceIn } from "./presence.ts";

/** Counts as present on this connection from here on. */
export async function enterRoom(
  person: Person,
  { webinarId }: Given<typeof webinars.enterRoom>,
  { socketId }: Exchange,
): Promise<Answer<typeof webinars.enterRoom>> {
  const webinar = await readableWebinar(person, webinarId);
  if (!isSignedIn(person) || !mayTakePart(person, webinar) || socketId === null) throw new Problem("not-allowed");
  await enter(webinarId, socketId, person);
  return presenceIn(webinar);
}
