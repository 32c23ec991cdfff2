/** Opens and closes dialogues by themselves. What may be written is asked of the clock anyway; this tells who watches. */
import { now } from "../../platform/clock.ts";
import { onJob } from "../../platform/jobs/index.ts";
import { change } from "../../platform/outbox/index.ts";
import { system } from "../../platform/person.ts";
import { Dialogues } from "./dialogue.model.ts";
import { stateAt } from "./dialogues.policy.ts";

export const turning = "turn-dialogue";
export const opening = (id: string): string => `open-dialogue:${id}`;
export const closing = (id: string): string => `close-dialogue:${id}`;

onJob(turning, async ({ subject }) => {
  const dialogue = await Dialogues.findById(subject).lean();
  if (!dialogue) return;
  const { _id, state, opensAt, closesAt } = dialogue;
  const present = stateAt(dialogue, now());
  if (present === state) return;
  // Where its times were changed in between, that change has scheduled this anew.
  await change(
    Dialogues,
    { _id, state, opensAt, closesAt },
    { $set: { state: present } },
    { person: system, pending: ["tell"] },
  );
});
