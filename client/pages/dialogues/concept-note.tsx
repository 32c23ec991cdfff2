/** The concept note in its languages: one at a time, or two beside each other. Each view has an address. */
import type { DialogueView } from "../../../shared/contracts/dialogues.ts";
import { languageName } from "../../../shared/languages.ts";
import { TextLink } from "../../elements/button.tsx";
import { Section, Two } from "../../elements/layout.tsx";
import { Tabs } from "../../elements/navigation.tsx";
import { MarkdownBody } from "../../elements/text.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { herePath } from "../webinars/webinar-links.ts";
import { noteIn } from "./in-language.ts";

export function ConceptNote({ dialogue }: { dialogue: DialogueView }) {
  const { t, tag } = useLanguage();
  const { at } = useHouse();
  const { conceptNotes } = dialogue;
  const shown = noteIn(conceptNotes, at.query["note"] ?? tag, dialogue.language);
  if (!shown) return null;
  const others = conceptNotes.filter(({ language }) => language !== shown.language);
  const beside = at.query["beside"] === undefined ? undefined : noteIn(others, at.query["beside"], dialogue.language);
  const path = (note: string, other?: string) => `${herePath(at, { note, beside: other })}#note`;
  return (
    <Section title={t("dialogue.conceptNote")} id="note">
      {conceptNotes.length > 1 && (
        <Tabs
          label={t("dialogue.noteLanguages")}
          tabs={conceptNotes.map(({ language }) => ({
            label: languageName(language),
            language,
            href: path(language, beside && language !== beside.language ? beside.language : undefined),
            current: language === shown.language,
          }))}
        />
      )}
      {beside ? (
        <Two>
          <MarkdownBody html={shown.html} language={shown.language} />
          <MarkdownBody html={beside.html} language={beside.language} />
        </Two>
      ) : (
        <MarkdownBody html={shown.html} language={shown.language} />
      )}
      {others.length > 0 && (
        <p class="row space">
          {beside ? (
            <TextLink class="push" href={path(shown.language)}>
              {t("dialogue.oneLanguage")}
            </TextLink>
          ) : (
            others.slice(0, 3).map(({ language }, index) => (
              <TextLink key={language} class={index === 0 ? "push" : undefined} href={path(shown.language, language)}>
                {t("dialogue.besideIn", { language: languageName(language, tag) })}
              </TextLink>
            ))
          )}
        </p>
      )}
    </Section>
  );
}
