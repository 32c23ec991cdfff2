/** The page that stands where another was refused or does not exist. */
import { LinkButton } from "../../elements/button.tsx";
import { PageHead, WidePage } from "../../elements/layout.tsx";
import { useProblemText } from "../../elements/notice.tsx";
import type { ShownProblem } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";

export function ProblemPage({ problem }: { problem: ShownProblem | null }) {
  const { t } = useLanguage();
  const textOf = useProblemText();
  const code = problem?.code ?? "not-found";
  return (
    <WidePage
      head={
        <PageHead title={t(code === "not-found" ? "problemPage.notHere" : "problemPage.title")} lead={textOf(code)}>
          <p class="row space">
            <LinkButton href="/">{t("problemPage.home")}</LinkButton>
          </p>
        </PageHead>
      }
    >
      {null}
    </WidePage>
  );
}
