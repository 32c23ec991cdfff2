/** The page that stands where another was refused or does not exist. */
import { LinkButton } from "../../elements/button.tsx";
import { PageHead, WidePage } from "../../elements/layout.tsx";
import { useProblemText } from "../../elements/notice.tsx";
import { type ShownProblem, useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";

export function ProblemPage({ problem }: { problem: ShownProblem | null }) {
  const { t } = useLanguage();
  const { me, at } = useHouse();
  const textOf = useProblemText();
  const code = problem?.code ?? "not-found";
  const requestId = problem?.details["requestId"] as string | undefined;
  // It may be open to those who are signed in.
  const door = !me.person && (code === "not-found" || code === "not-allowed");
  return (
    <WidePage
      head={
        <PageHead
          title={t(code === "not-found" ? "problemPage.notHere" : "problemPage.title")}
          lead={textOf(code, requestId)}
        >
          <p class="row space">
            {door && (
              <LinkButton kind="primary" href={`/sign-in?to=${encodeURIComponent(at.path)}`}>
                {t("bar.signIn")}
              </LinkButton>
            )}
            <LinkButton href="/">{t("problemPage.home")}</LinkButton>
          </p>
        </PageHead>
      }
    >
      {null}
    </WidePage>
  );
}
