/** `/dialogues/:slug`: what it asks, how far it is, what was written last, who takes part, its webinars. */
import type { DialogueRow, DialogueView } from "../../../shared/contracts/dialogues.ts";
import { createFormats } from "../../../shared/formats.ts";
import { DaysLeft } from "../../elements/figures.tsx";
import { PageHead, Section } from "../../elements/layout.tsx";
import { KeyQuestions } from "../../elements/lists.tsx";
import { Banner } from "../../elements/notice.tsx";
import { Avatars } from "../../elements/person.tsx";
import { MarkdownBody, Plate } from "../../elements/text.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { DialogueRuler, useDialogueDays } from "../home/dialogue-ruler.tsx";
import { useStream } from "../use-stream.ts";
import { Countdown } from "../webinars/when.tsx";
import { ConceptNote } from "./concept-note.tsx";
import { DialogueRail } from "./dialogue-rail.tsx";
import { textIn } from "./in-language.ts";
import { LatestThreads } from "./latest-threads.tsx";

const needs = ({ params }: At) => ({
  dialogue: need("dialogues.readDialogue", { slug: params["slug"] ?? "" }),
  section: need("forum.readSection", { slug: params["slug"] ?? "" }),
});

export default definePage({
  needs,
  title: ({ dialogue }) => dialogue.row.dialogue.title,
  shared: true,
  View: DialoguePage,
});

const shownPeople = 16;

function DialoguePage({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t, rich, tag, number } = useLanguage();
  const { row: came, byKeyQuestion, languages, people, may } = answers.dialogue;
  const stream = useStream("dialogue", came.dialogue.id, { dialogue: [came.dialogue], webinar: came.webinars });
  const dialogue = stream.things("dialogue")[0] ?? came.dialogue;
  const row: DialogueRow = { ...came, dialogue, webinars: [...stream.things("webinar")] };
  const counts = new Map(byKeyQuestion.map((each) => [each.id, each]));
  const all = languages.reduce((sum, { posts }) => sum + posts, 0);
  return (
    <main class="wide" id="main">
      {dialogue.state === "closed" && (
        <Banner icon="lock" label={t("dialogue.isClosed")}>
          {t("dialogue.isClosed")}
        </Banner>
      )}
      <Head row={row} />
      <div class="page page-two page-urgent">
        <div class="sheet">
          {dialogue.conclusions && (
            <Section title={t("dialogue.conclusions")} id="conclusions">
              <MarkdownBody html={dialogue.conclusions.html} language={dialogue.conclusions.language} />
            </Section>
          )}
          <ConceptNote dialogue={dialogue} />
          {dialogue.keyQuestions.length > 0 && (
            <Section title={t("dialogue.keyQuestions")} id="key-questions">
              <KeyQuestions
                items={dialogue.keyQuestions.map(({ id, texts }, index) => {
                  const { text, language } = textIn(texts, tag, dialogue.language);
                  return {
                    number: index + 1,
                    text: <bdi>{text}</bdi>,
                    language,
                    href: `/sections/${dialogue.section.slug}`,
                    posts: counts.get(id)?.posts ?? 0,
                    people: counts.get(id)?.people ?? 0,
                  };
                })}
              />
            </Section>
          )}
          {dialogue.state !== "planned" && <LatestThreads page={answers.section} />}
          <Section title={t("dialogue.takingPart")} id="people">
            {people.length === 0 ? (
              <Empty title={t("dialogue.nobodyYet")}>
                {t(dialogue.state === "planned" ? "dialogue.opensSoon" : "dialogue.beFirst")}
              </Empty>
            ) : (
              <>
                <p>
                  <span>
                    {rich(
                      "dialogue.haveWritten",
                      { count: row.people },
                      { count: <b class="num">{number(row.people)}</b> },
                    )}
                  </span>
                  {row.countries > 0 && (
                    <>
                      {", "}
                      <span>
                        {rich(
                          "common.countries",
                          { count: row.countries },
                          { count: <b class="num">{number(row.countries)}</b> },
                        )}
                      </span>
                    </>
                  )}
                </p>
                <div class="space">
                  <Avatars
                    label={t("dialogue.takingPart")}
                    people={people.slice(0, shownPeople).map((person) => ({ person }))}
                    more={
                      people.length > shownPeople && (
                        <span class="meta num">{`+${number(people.length - shownPeople)}`}</span>
                      )
                    }
                  />
                </div>
                <p class="row space meta">
                  {languages.map(({ language, posts }) => (
                    <span key={language}>
                      <Plate language={language} />{" "}
                      <span class="num">
                        {t("common.percent", { value: number(Math.round((100 * posts) / Math.max(1, all))) })}
                      </span>
                    </span>
                  ))}
                </p>
              </>
            )}
          </Section>
        </div>
        <aside class="rail rail-end">
          <DialogueRail webinars={row.webinars} mayEdit={may.edit} slug={dialogue.slug} />
        </aside>
      </div>
    </main>
  );
}

function Head({ row }: { row: DialogueRow }) {
  const { t, digits } = useLanguage();
  const { dialogue } = row;
  const { first, last, left, until } = useDialogueDays(dialogue);
  return (
    <PageHead
      margin={
        <>
          <b class="label">
            {dialogue.number === null
              ? t("home.dialogue")
              : t("dialogue.numbered", { number: digits(dialogue.number) })}
          </b>
          <br />
          <span class="num">{t("home.dates", { first, last })}</span>
        </>
      }
      title={dialogue.title}
      language={dialogue.language}
    >
      <div class="head-figures">
        {dialogue.state === "closed" ? (
          <DaysLeft value={row.posts}>
            {t("dialogue.postsWritten", { count: row.posts })}
            <br />
            <span class="meta">{t("common.people", { count: row.people })}</span>
          </DaysLeft>
        ) : (
          <DaysLeft value={dialogue.state === "planned" ? until : left}>
            {t(dialogue.state === "planned" ? "home.daysUntil" : "home.daysLeft", {
              count: dialogue.state === "planned" ? until : left,
            })}
            <br />
            <Moments dialogue={dialogue} />
          </DaysLeft>
        )}
        <div>
          <DialogueRuler row={row} />
        </div>
      </div>
    </PageHead>
  );
}

/** When it opens or closes, in its own zone; on the last day before, the hours. */
function Moments({ dialogue }: { dialogue: DialogueView }) {
  const { t, tag } = useLanguage();
  const local = createFormats(tag, dialogue.timeZone);
  const zone = dialogue.timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? dialogue.timeZone;
  const planned = dialogue.state === "planned";
  const at = planned ? Date.parse(dialogue.opensAt) : Date.parse(dialogue.closesAt) - 60_000;
  return (
    <span class="meta">
      {t(planned ? "dialogue.opensAt" : "dialogue.closesAt", { time: local.time(at, "moment"), zone })}
      {planned && (
        <>
          {" · "}
          <Countdown to={dialogue.opensAt} />
        </>
      )}
    </span>
  );
}
