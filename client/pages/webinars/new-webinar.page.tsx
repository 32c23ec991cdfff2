/** `/webinars/new?dialogue=SLUG`: scheduling a webinar, of a dialogue or by itself. */
import { PageHead, Section } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { OrganisersOnly } from "./organisers-only.tsx";
import { WebinarForm } from "./webinar-form.tsx";
import { dialoguePath, webinarPath } from "./webinar-links.ts";

const needs = ({ query }: At) => ({
  dialogue: query["dialogue"] ? need("dialogues.readDialogue", { slug: query["dialogue"] }) : null,
  sections: query["dialogue"] ? null : need("forum.listSections", {}),
});

export default definePage({ needs, title: (_answers, { t }) => t("webinar.new"), View: NewWebinar });

function NewWebinar({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t, timeZone } = useLanguage();
  const { go } = useHouse();
  const [id] = useFormId();
  const dialogue = answers.dialogue?.row.dialogue;
  const back = dialogue ? dialoguePath(dialogue.slug) : "/dialogues";
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead
          title={t("webinar.new")}
          lead={dialogue ? t("webinar.newOf", { dialogue: dialogue.title }) : undefined}
          above={
            <Crumbs
              items={[
                { label: t("bar.dialogues"), href: "/dialogues" },
                ...(dialogue ? [{ label: dialogue.title, href: back, language: dialogue.language }] : []),
              ]}
            />
          }
        />
        <div class="sheet sheet-full">
          <Section title={t("home.webinar")}>
            <WebinarForm
              operation="webinars.createWebinar"
              fields={{ id, dialogueId: dialogue?.id }}
              sections={answers.sections?.sections}
              timeZone={dialogue?.timeZone ?? timeZone}
              submit={t("webinar.schedule")}
              back={back}
              doneAt={webinarPath(id)}
              save={async (written, sectionId) => {
                const made = await call("webinars.createWebinar", {
                  id,
                  dialogueId: dialogue?.id ?? null,
                  sectionId: dialogue ? null : sectionId,
                  ...written,
                });
                go(webinarPath(made.id));
              }}
            />
          </Section>
        </div>
      </main>
    </OrganisersOnly>
  );
}
