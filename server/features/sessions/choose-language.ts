import type { sessions } from "../../../shared/contracts/sessions.ts";
import { spokenFor } from "../../../shared/languages.ts";
import type { Answer, Given } from "../../../shared/operation.ts";
import type { Exchange } from "../../platform/operations/serve.ts";
import type { Person } from "../../platform/person.ts";
import { Problem } from "../../platform/problem.ts";
import { noteLanguage } from "../members/index.ts";
import { languageCookie } from "./visitor.ts";

const yearInSeconds = 365 * 86_400;

/** The interface's language: kept in a cookie, and in the profile of who is signed in. */
export async function chooseLanguage(
  person: Person,
  { language }: Given<typeof sessions.chooseLanguage>,
  exchange: Exchange,
): Promise<Answer<typeof sessions.chooseLanguage>> {
  const chosen = spokenFor(language);
  if (!chosen) throw new Problem("bad-input", { fields: { language: "unknown" } });
  exchange.setCookie(languageCookie, chosen, { maxAgeSeconds: yearInSeconds });
  await noteLanguage(person, chosen);
  return { language: chosen };
}
