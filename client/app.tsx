/** The page inside its house: language, reader, bar, foot. */
import { type Catalogue, directionOf } from "../shared/languages.ts";
import type { At, PageState } from "../shared/pages.ts";
import { type House, HouseContext } from "./house.ts";
import { createLanguage, Language } from "./language/language.ts";
import type { Page } from "./page.ts";
import { ProblemPage } from "./pages/problem/problem-page.tsx";
import { Shell } from "./shell.tsx";

export interface AppProps {
  state: PageState;
  page: Page | null;
  at: At;
  catalogue: Catalogue;
  go: House["go"];
  refresh: House["refresh"];
}

export function App({ state, page, at, catalogue, go, refresh }: AppProps) {
  const language = createLanguage(state.language, catalogue, state.me.timeZone, state.now);
  const house: House = {
    me: state.me,
    settings: state.settings,
    at,
    problem: state.problem,
    typed: state.typed,
    go,
    refresh,
  };
  const shown =
    page && !state.refused ? (
      <page.View key={at.path} answers={state.answers as never} at={at} />
    ) : (
      <ProblemPage problem={state.refused} />
    );
  return (
    <Language.Provider value={language}>
      <HouseContext.Provider value={house}>
        {page?.room && !state.refused ? shown : <Shell>{shown}</Shell>}
      </HouseContext.Provider>
    </Language.Provider>
  );
}

/** The title of what is drawn, with the community's name. */
export function titleOf({ state, page, at, catalogue }: Pick<AppProps, "state" | "page" | "at" | "catalogue">): string {
  const language = createLanguage(state.language, catalogue, state.me.timeZone, state.now);
  const own =
    page && !state.refused
      ? page.title(state.answers as never, language, at)
      : language.t(`problem.${state.refused?.code ?? "not-found"}` as never);
  return own ? `${own} · ${state.settings.communityName}` : state.settings.communityName;
}

export { directionOf };
