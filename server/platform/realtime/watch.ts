/** `watch` and `unwatch`: the right is asked before and after joining, then the stream is read, then the documents. */
import type { Socket } from "socket.io";
import { z } from "zod";
import { mostHeld, type WatchAnswer } from "../../../shared/live.ts";
import { everyKind } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { presentPerson } from "./connections.ts";
import { presentEpoch } from "./epoch.ts";
import { readMissed } from "./protocol.ts";
import { isInRoom, joinRoom, leaveRoom, streamsOf } from "./rooms.ts";
import { familyOf } from "./streams.ts";
import { readShown, world } from "./world.ts";

const mostStreams = 60;
const StreamName = z.string().min(1).max(200);
const Request = z.strictObject({
  stream: StreamName,
  cursor: z.strictObject({ epoch: z.string().max(64), revision: z.int().min(0) }).optional(),
  window: z.unknown().optional(),
  held: z.array(z.string().max(140)).max(mostHeld).optional(),
});

/** Begins to watch, or asks for what was missed. Throws `not-found` for what this person may not watch. */
export async function watch(socket: Socket, raw: unknown): Promise<WatchAnswer> {
  const { stream, cursor, window, held } = parse(Request, raw);
  const there = familyOf(stream);
  if (!there) throw new Problem("not-found");
  const { family, rest } = there;
  const mayWatch = async () => {
    const person = await presentPerson(socket);
    if (!(await family.mayWatch(person, rest))) throw new Problem("not-found");
    return person;
  };

  await mayWatch();
  const watchedBefore = isInRoom(socket, stream);
  if (!watchedBefore && streamsOf(socket).length >= mostStreams) throw new Problem("too-many", { seconds: 60 });
  joinRoom(socket, stream);
  try {
    // A right that was taken away meanwhile removed the sockets that were in the room: perhaps not this one yet.
    const person = await mayWatch();
    const windows = held ? {} : family.window?.(rest, window ?? null);
    const shown = () => readShown(stream, everyKind(), windows);
    const answer = await readMissed(world, { stream, epoch: await presentEpoch(), cursor, held, shown });
    const whole = held ? [] : ((await family.whole?.(person, rest)) ?? []);
    return { ...answer, changes: [...answer.changes, ...whole] };
  } catch (thrown) {
    if (!watchedBefore || thrown instanceof Problem) leaveRoom(socket, stream);
    throw thrown;
  }
}

export async function unwatch(socket: Socket, raw: unknown): Promise<{ stream: string }> {
  const { stream } = parse(z.strictObject({ stream: StreamName }), raw);
  leaveRoom(socket, stream);
  return { stream };
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    throw new Problem("bad-input", { fields: { [parsed.error.issues[0]?.path.join(".") || "input"]: "invalid" } });
  return parsed.data;
}
