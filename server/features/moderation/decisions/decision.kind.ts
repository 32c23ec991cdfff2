/** What must follow a decision: whom it concerns is told, once. */
import { registerKind } from "../../../platform/outbox/index.ts";
import { notify } from "../../notifications/index.ts";
import { type Decision, Decisions } from "./decision.model.ts";

registerKind<Decision>({
  kind: "decision",
  model: Decisions,
  effects: {
    notify: async ({ _id, aboutId, byId, title, excerpt, language, link, reason }) => {
      if (aboutId === null) return;
      const said = { title, excerpt, language, link, reason: reason || null };
      await notify({ kind: "decision", subjectId: _id, personId: aboutId, actorId: byId, ...said });
    },
  },
});
