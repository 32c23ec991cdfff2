/** `/dialogues/:slug/edit`: changing what was announced. */
import { useEffect, useState } from "preact/hooks";
import type { Reply } from "../../../shared/contract.ts";
import { newId } from "../../../shared/ids.ts";
import { PageHead, Section } from "../../elements/layout.tsx";
import { Notice, Problem } from "../../elements/notice.tsx";
import { Skeleton } from "../../elements/waiting.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { OrganisersOnly } from "../webinars/organisers-only.tsx";
import { useShowPresent } from "../webinars/use-show-present.ts";
import { useRefusalText } from "../webinars/use-toasts.ts";
import { dialoguePath } from "../webinars/webinar-links.ts";
import { DialogueCrumbs } from "./dialogue-crumbs.tsx";
import { DialogueForm } from "./dialogue-form.tsx";

const needs = ({ params }: At) => ({ dialogue: need("dialogues.readDialogue", { slug: params["slug"] ?? "" }) });

export default definePage({ needs, title: (_answers, { t }) => t("dialogue.edit"), View: EditDialogue });

type Source = Reply<"dialogues.readDialogueSource">;

/** The notes as Markdown; asked for by the page, since only their organiser may. */
export function useSource(dialogueId: string): { source: Source | null; problem: string | null } {
  const wordsOf = useRefusalText();
  const [source, setSource] = useState<Source | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    call("dialogues.readDialogueSource", { dialogueId }).then(setSource, (thrown) => setProblem(wordsOf(thrown)));
  }, [dialogueId]);
  return { source, problem };
}

function EditDialogue({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead
          above={<DialogueCrumbs dialogue={answers.dialogue.row.dialogue} />}
          title={t("dialogue.edit")}
          lead={answers.dialogue.row.dialogue.title}
        />
        <div class="sheet sheet-full">
          <Section title={t("home.dialogue")}>
            <Form answers={answers} />
          </Section>
        </div>
      </main>
    </OrganisersOnly>
  );
}

function Form({ answers }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { go } = useHouse();
  const { dialogue } = answers.dialogue.row;
  const showPresent = useShowPresent();
  const { source, problem } = useSource(dialogue.id);
  const [changeId] = useState(newId);
  if (problem) return <Problem title={problem} />;
  if (!source)
    return (
      <>
        <div class="only-unscripted">
          <Notice icon="warn">{t("webinar.needsScript")}</Notice>
        </div>
        <Skeleton lines={6} />
      </>
    );
  return (
    <DialogueForm
      operation="dialogues.changeDialogue"
      first={{ ...dialogue, ...source }}
      language={dialogue.language}
      submit={t("common.save")}
      back={dialoguePath(dialogue.slug)}
      save={async (written) => {
        const { id: dialogueId, version } = dialogue;
        await call("dialogues.changeDialogue", { dialogueId, changeId, version, ...written }).catch(showPresent);
        go(dialoguePath(dialogue.slug));
      }}
    />
  );
}
