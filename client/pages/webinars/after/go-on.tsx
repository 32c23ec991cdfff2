/** The questions that went to the forum, each with its thread; those with most votes first. */
import { useState } from "preact/hooks";
import { TextButton } from "../../../elements/button.tsx";
import { StateRing } from "../../../elements/icon.tsx";
import { Section } from "../../../elements/layout.tsx";
import { Entries } from "../../../elements/lists.tsx";
import { PersonName } from "../../../elements/person.tsx";
import { Numeral, Plate, Said } from "../../../elements/text.tsx";
import { useLanguage } from "../../../language/language.ts";
import { byVotes } from "../question-order.ts";
import type { Hour } from "../use-hour.ts";
import { threadPath } from "../webinar-links.ts";

const shown = 12;

export function GoOn({ hour }: { hour: Hour }) {
  const { t, rich } = useLanguage();
  const { questions, tally, votesOf } = hour;
  const [all, setAll] = useState(false);
  const carried = questions.filter(({ state }) => state === "carried").sort(byVotes(tally));
  if (carried.length === 0) return null;
  return (
    <Section title={t("webinar.goOn")} id="carried">
      <Entries ordered>
        {carried.map(({ id, text, language, asker, anonymous, assignee, threadId, answeredInForum }, index) => (
          <li key={id} class={!all && index >= shown ? "needs-more" : undefined}>
            <Numeral value={votesOf(id)} strong />
            <div>
              <p class="entry-title">
                {threadId ? (
                  <a href={threadPath(threadId)}>
                    <Said as="b" language={language}>
                      {text}
                    </Said>
                  </a>
                ) : (
                  <Said as="b" language={language}>
                    {text}
                  </Said>
                )}
              </p>
              <p class="meta">
                <Plate language={language} />{" "}
                <span>
                  {anonymous
                    ? t("webinar.askedAnonymously")
                    : rich("webinar.askedBy", { name: <PersonName person={asker} plain /> })}
                </span>
                {assignee && (
                  <>
                    {" · "}
                    <span>{rich("webinar.meantFor", { name: <PersonName person={assignee} plain /> })}</span>
                  </>
                )}
              </p>
            </div>
            <StateRing state={answeredInForum ? "answered" : "carried"}>
              {t(answeredInForum ? "state.answered" : "webinar.openThere")}
            </StateRing>
          </li>
        ))}
      </Entries>
      {!all && carried.length > shown && (
        <p class="space needs-script">
          <TextButton onClick={() => setAll(true)}>
            {t("webinar.moreByVotes", { count: carried.length - shown })}
          </TextButton>
        </p>
      )}
    </Section>
  );
}
