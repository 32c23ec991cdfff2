/** Tells a person's open pages that something about her or him changed: the unread count, above all. */
import { change } from "../../../platform/outbox/index.ts";
import { system } from "../../../platform/person.ts";
import { Guests } from "../guests/guest.model.ts";
import { Members } from "../member.model.ts";

interface Round {
  done: Promise<void>;
  /** One more round, for all who asked while this one was under way. */
  next: Promise<void> | undefined;
}
const rounds = new Map<string, Round>();

/** Raises the version of `me` and tells it anew. Many at once become two: the round under way, and one that begins after it. */
export function retellMe(personId: string): Promise<void> {
  const round = rounds.get(personId);
  if (!round) return begin(personId);
  round.next ??= round.done.catch(() => {}).then(() => begin(personId));
  return round.next;
}

function begin(personId: string): Promise<void> {
  const round: Round = { done: raiseVersion(personId), next: undefined };
  rounds.set(personId, round);
  const forget = () => {
    if (!round.next) rounds.delete(personId);
  };
  round.done.then(forget, forget);
  return round.done;
}

async function raiseVersion(personId: string): Promise<void> {
  const follow = { person: system, pending: ["tell"] };
  (await change(Members, { _id: personId }, {}, follow)) ?? (await change(Guests, { _id: personId }, {}, follow));
}
