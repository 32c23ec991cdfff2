/** Holds what came out against what is expected, figure by figure. */
import type { Played } from "./play.ts";
import { expected } from "./screenplay.ts";

export interface Row {
  what: string;
  came: string | number;
  expected: string | number;
  source: "report" | "own";
}

export function compare({ figures, panellists, carriedThreads }: Played): Row[] {
  const hour = figures.webinars[0];
  const came: Record<string, string | number | undefined> = {
    contributions: figures.contributions,
    "contributing members": figures.contributors.length,
    women: figures.byGender.woman,
    men: figures.byGender.man,
    countries: figures.byCountry.length,
    "posts in week 1": figures.byWeek[0]?.posts,
    "posts in week 2": figures.byWeek[1]?.posts,
    "posts in week 3": figures.byWeek[2]?.posts,
    "posts by person": figures.contributors
      .map(({ posts }) => posts)
      .sort((a, b) => b - a)
      .join("+"),
    "webinar participants": hour?.attendees,
    "stayed longer than 30 minutes": hour?.engaged,
    "engagement, per cent": hour?.engagement,
    panellists: panellists,
    "people who asked (the report: over 20)": hour?.askers,
    "questions received": hour?.received,
    "answered in the hour": hour?.outcomes.answered,
    declined: hour?.outcomes.declined,
    withdrawn: hour?.outcomes.withdrawn,
    "carried to the forum": hour?.outcomes.carried,
    "carried threads":
      figures.carriedThreads === carriedThreads
        ? carriedThreads
        : `${carriedThreads} seen, ${figures.carriedThreads} counted`,
    "answered in the forum": hour?.answeredInForum,
    "posts in carried threads": figures.postsInCarriedThreads,
    votes: hour?.votes,
    "chat lines": hour?.chatLines,
  };
  return (["report", "own"] as const).flatMap((source) =>
    Object.entries(expected[source]).map(([what, value]) => ({
      what,
      came: came[what] ?? "nothing",
      expected: value,
      source,
    })),
  );
}

/** The table as it is printed. */
export function tableOf(rows: readonly Row[]): string {
  const wide = Math.max(...rows.map(({ what }) => what.length));
  const line = ({ what, came, expected: value }: Row) =>
    `  ${came === value ? "✓" : "✗"} ${what.padEnd(wide)}  ${String(came).padStart(22)}  ${String(value).padStart(22)}`;
  const head = (title: string) => `\n${title.padEnd(wide + 4)}  ${"came out".padStart(22)}  ${"expected".padStart(22)}`;
  return [
    head("From the report of the ninth dialogue"),
    ...rows.filter(({ source }) => source === "report").map(line),
    head("The script's own"),
    ...rows.filter(({ source }) => source === "own").map(line),
  ].join("\n");
}
