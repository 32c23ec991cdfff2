/** A dialogue that is open, or about to be: what it asks, how far it is. */
import type { DialogueRow } from "../../../shared/contracts/dialogues.ts";
import { DaysLeft } from "../../elements/figures.tsx";
import { Section, Two } from "../../elements/layout.tsx";
import { NumberPlate, Said } from "../../elements/text.tsx";
import { useLanguage } from "../../language/language.ts";
import { beginningOf } from "./beginning.ts";
import { DialogueRuler, useDialogueDays } from "./dialogue-ruler.tsx";

/** The text in the reader's language, else in the dialogue's, else in any. */
const inLanguage = <T extends { language: string }>(
  texts: readonly T[],
  tag: string,
  otherwise: string,
): T | undefined =>
  texts.find(({ language }) => language === tag) ?? texts.find(({ language }) => language === otherwise) ?? texts[0];

export function OpenDialogue({ row }: { row: DialogueRow }) {
  const { t, tag } = useLanguage();
  const { dialogue } = row;
  const { first, last, left, until } = useDialogueDays(dialogue);
  const planned = dialogue.state === "planned";
  const note = inLanguage(dialogue.conceptNotes, tag, dialogue.language);
  const sum = [
    t("home.dates", { first, last }),
    ...(planned ? [] : [t("common.posts", { count: row.posts }), t("common.people", { count: row.people })]),
  ];
  return (
    <Section title={t(planned ? "home.planned" : "home.openNow")}>
      <Two>
        <div>
          <Said as="h3" class="title-large" language={dialogue.language}>
            <a href={`/dialogues/${dialogue.slug}`}>{dialogue.title}</a>
          </Said>
          {note && (
            <Said class="narrow space" language={note.language}>
              {beginningOf(note.html)}
            </Said>
          )}
          <ol class="key-questions key-questions-short space">
            {dialogue.keyQuestions.map(({ id, texts }, index) => {
              const found = inLanguage(
                Object.entries(texts).map(([language, text]) => ({ language, text })),
                tag,
                dialogue.language,
              );
              return (
                <li key={id}>
                  <NumberPlate value={index + 1} />
                  <Said as="span" language={found?.language ?? dialogue.language}>
                    {found?.text}
                  </Said>
                </li>
              );
            })}
          </ol>
        </div>
        <div class="stack-wide">
          <DaysLeft value={planned ? until : left}>
            {t(planned ? "home.daysUntil" : "home.daysLeft", { count: planned ? until : left })}
            <br />
            <span class="meta num">{sum.join(" · ")}</span>
          </DaysLeft>
          <DialogueRuler row={row} />
        </div>
      </Two>
    </Section>
  );
}
