import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import { inTurn } from "../../../platform/in-turn.ts";
import type { Exchange } from "../../../platform/operations/serve.ts";
import type { Person } from "../../../platform/person.ts";
import { placeOf } from "./enter-room.ts";
import { leave } from "./presence.ts";

/** Is not present on this connection any more. */
export async function leaveRoom(
  _person: Person,
  { webinarId }: Given<typeof webinars.leaveRoom>,
  { socketId }: Exchange,
): Promise<Answer<typeof webinars.leaveRoom>> {
  if (socketId !== null) await inTurn(placeOf(socketId), () => leave(webinarId, socketId));
  return { left: true };
}
