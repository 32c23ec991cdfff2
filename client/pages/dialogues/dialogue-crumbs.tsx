/** Where a page of a dialogue stands. */
import type { DialogueView } from "../../../shared/contracts/dialogues.ts";
import { Crumbs } from "../../elements/navigation.tsx";
import { useLanguage } from "../../language/language.ts";
import { dialoguePath } from "../webinars/webinar-links.ts";

export function DialogueCrumbs({ dialogue }: { dialogue: DialogueView }) {
  const { t } = useLanguage();
  return (
    <Crumbs
      items={[
        { label: t("bar.dialogues"), href: "/dialogues" },
        { label: dialogue.title, href: dialoguePath(dialogue.slug), language: dialogue.language },
      ]}
    />
  );
}
