/** Where a webinar stands: the dialogues, its own dialogue or section. */
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import type { Language } from "../../language/language.ts";
import { homeOf } from "./webinar-links.ts";

export const webinarCrumbs = (webinar: Pick<WebinarView, "dialogue" | "section" | "language">, t: Language["t"]) => [
  { label: t("bar.dialogues"), href: "/dialogues" },
  { label: webinar.dialogue?.title ?? webinar.section.title, href: homeOf(webinar) },
];
