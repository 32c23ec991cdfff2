/** The front door: whose community this is, what is open now, the next hour, what was before, what was written lately. */
import { LinkButton } from "../../elements/button.tsx";
import { Section, Two, WidePage } from "../../elements/layout.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type Answers, definePage, need } from "../../page.ts";
import { useRole } from "../../shell.tsx";
import { NextWebinar } from "./next-webinar.tsx";
import { OpenDialogue } from "./open-dialogue.tsx";
import { PastDialogues } from "./past-dialogues.tsx";
import { WrittenLately } from "./written-lately.tsx";

const needs = () => ({
  dialogues: need("dialogues.listDialogues", {}),
  latest: need("forum.listLatest", { limit: 4 }),
});

export default definePage({ needs, title: () => "", shared: true, View: Home });

function Home({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { me, settings } = useHouse();
  const { t } = useLanguage();
  const { open, planned, past } = answers.dialogues;
  const shown = [...open, ...planned];
  const [first] = shown;
  return (
    <WidePage
      head={
        <header class="log page-head">
          <div class="log-margin" />
          <div class="log-text">
            <Two>
              <div>
                <h1 dir="auto">{settings.communityName}</h1>
                {settings.tagline && (
                  <p class="lead space" dir="auto">
                    {settings.tagline}
                  </p>
                )}
                <p class="row space-large">
                  {first ? (
                    <LinkButton kind="primary" href={`/dialogues/${first.dialogue.slug}`}>
                      {t("home.readDialogue")}
                    </LinkButton>
                  ) : (
                    <LinkButton kind="primary" href="/forum">
                      {t("home.toForum")}
                    </LinkButton>
                  )}
                  {me.person ? (
                    first && <LinkButton href="/forum">{t("home.toForum")}</LinkButton>
                  ) : (
                    <LinkButton href="/sign-in">{t("bar.signIn")}</LinkButton>
                  )}
                </p>
              </div>
              <WrittenLately rows={answers.latest.threads} />
            </Two>
          </div>
        </header>
      }
    >
      {shown.map((row) => (
        <OpenDialogue key={row.dialogue.id} row={row} />
      ))}
      {shown.length === 0 && past.length === 0 && <NoDialogue />}
      <NextWebinar rows={[...shown, ...past]} />
      {past.length > 0 && <PastDialogues rows={past} open={open} />}
    </WidePage>
  );
}

/** A new community: where the first dialogue will be drawn. */
function NoDialogue() {
  const { t } = useLanguage();
  const has = useRole();
  return (
    <Section title={t("home.dialogues")}>
      <Empty
        title={t("home.noDialogues")}
        action={
          has("organiser") && (
            <LinkButton small href="/dialogues/new">
              {t("home.openFirst")}
            </LinkButton>
          )
        }
      >
        {t("home.noDialoguesHelp")}
      </Empty>
    </Section>
  );
}
