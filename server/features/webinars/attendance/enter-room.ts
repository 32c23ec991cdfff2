import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { inTurn } from "../../../platform/in-turn.ts";
import type { Exchange } from "../../../platform/operations/serve.ts";
import { isSignedIn, type Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { isConnected } from "../../../platform/realtime/index.ts";
import { readableWebinar } from "../find-webinar.ts";
import { mayTakePart } from "../webinars.policy.ts";
import { enter, presenceIn } from "./presence.ts";

/** What is sent later on a connection happens later: leaving overtakes no entering. */
export const placeOf = (socketId: string): string => `present ${socketId}`;

/** Counts as present on this connection from here on. */
export async function enterRoom(
  person: Person,
  { webinarId }: Given<typeof webinars.enterRoom>,
  { socketId, way }: Exchange,
): Promise<Answer<typeof webinars.enterRoom>> {
  if (socketId === null) throw new Problem("not-allowed");
  return inTurn(placeOf(socketId), async () => {
    const webinar = await readableWebinar(person, webinarId);
    if (!isSignedIn(person) || !mayTakePart(person, webinar)) throw new Problem("not-allowed");
    // Its end was heard before it was anywhere: nobody would end what is begun now. Nobody hears the answer either.
    if (way !== "socket" || isConnected(socketId)) await enter(webinarId, socketId, person);
    return presenceIn(webinar);
  });
}
