/** `/dialogues/new`: announcing a dialogue. Its section is made with it. */
import { useState } from "preact/hooks";
import { newId } from "../../../shared/ids.ts";
import { PageHead, Section } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { definePage } from "../../page.ts";
import { OrganisersOnly } from "../webinars/organisers-only.tsx";
import { dialoguePath } from "../webinars/webinar-links.ts";
import { DialogueForm } from "./dialogue-form.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("dialogue.new"), View: NewDialogue });

function NewDialogue() {
  const { t, tag } = useLanguage();
  const { go } = useHouse();
  const [ids] = useState(() => ({ id: newId(), sectionId: newId() }));
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead
          title={t("dialogue.new")}
          lead={t("dialogue.newLead")}
          above={<Crumbs items={[{ label: t("bar.dialogues"), href: "/dialogues" }]} />}
        />
        <div class="sheet sheet-full">
          <Section title={t("home.dialogue")}>
            <DialogueForm
              operation="dialogues.createDialogue"
              fresh
              language={tag}
              submit={t("dialogue.announce")}
              back="/dialogues"
              save={async (written, { slug, language }) => {
                await call("dialogues.createDialogue", { ...ids, slug, language, ...written });
                go(dialoguePath(slug));
              }}
            />
          </Section>
        </div>
      </main>
    </OrganisersOnly>
  );
}
