/** `/dialogues/:slug/figures`: the figures of the report, counted anew; for organisers. */
import { useEffect, useState } from "preact/hooks";
import type { DialogueFigures, DialogueView } from "../../../shared/contracts/dialogues.ts";
import { PageHead, Section } from "../../elements/layout.tsx";
import { Notice, Problem } from "../../elements/notice.tsx";
import { Skeleton } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { OrganisersOnly } from "../webinars/organisers-only.tsx";
import { useRefusalText } from "../webinars/use-toasts.ts";
import { DialogueCrumbs } from "./dialogue-crumbs.tsx";
import { FigureTables } from "./figure-tables.tsx";

const needs = ({ params }: At) => ({ dialogue: need("dialogues.readDialogue", { slug: params["slug"] ?? "" }) });

export default definePage({ needs, title: (_answers, { t }) => t("dialogue.figures"), View: FiguresPage });

function FiguresPage({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { dialogue } = answers.dialogue.row;
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead above={<DialogueCrumbs dialogue={dialogue} />} title={t("dialogue.figures")} lead={dialogue.title} />
        <div class="sheet sheet-full">
          <Counted dialogue={dialogue} />
        </div>
      </main>
    </OrganisersOnly>
  );
}

function Counted({ dialogue }: { dialogue: DialogueView }) {
  const { t } = useLanguage();
  const wordsOf = useRefusalText();
  const [figures, setFigures] = useState<DialogueFigures | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    call("dialogues.readFigures", { dialogueId: dialogue.id }).then(setFigures, (thrown) =>
      setProblem(wordsOf(thrown)),
    );
  }, [dialogue.id]);
  if (figures) return <FigureTables dialogue={dialogue} figures={figures} />;
  return (
    <Section title={t("dialogue.contributions")}>
      <div class="only-unscripted">
        <Notice icon="warn">{t("webinar.needsScript")}</Notice>
      </div>
      {problem ? <Problem title={problem} /> : <Skeleton lines={6} />}
    </Section>
  );
}
