/** What dialogues show of their webinars, by the hook that they offer to whoever stands above. */
import { registerWebinars } from "../dialogues/index.ts";
import { figuresOf } from "./figures.ts";
import { type Webinar, Webinars } from "./webinar.model.ts";
import { viewWebinars } from "./webinars.views.ts";

registerWebinars({
  async listFor(dialogueIds) {
    const webinars = await Webinars.find({ dialogueId: { $in: dialogueIds } })
      .sort({ startsAt: 1 })
      .lean<Webinar[]>();
    const views = await viewWebinars(webinars);
    return Map.groupBy(views, (view) => view.dialogue?.id ?? "");
  },
  async figuresFor(dialogueId) {
    const webinars = await Webinars.find({ dialogueId }).sort({ startsAt: 1 }).lean<Webinar[]>();
    return Promise.all(webinars.map(figuresOf));
  },
});
