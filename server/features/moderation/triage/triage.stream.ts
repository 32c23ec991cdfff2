/** `triage:SECTION:LANGUAGE`: what waits, told to moderators alone. */
import { registerStream } from "../../../platform/realtime/index.ts";
import { mayTriage } from "../moderation.policy.ts";

registerStream({ prefix: "triage", mayWatch: async (person, rest) => rest.length === 2 && mayTriage(person) });
