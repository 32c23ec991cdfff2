/** A visitor, with the interface language by cookie, then by header. */
import type { IncomingHttpHeaders } from "node:http";
import { type InterfaceLanguage, spokenFor } from "../../../shared/languages.ts";
import { type Visitor, visitor } from "../../platform/person.ts";

export const languageCookie = "language";

export const visitorOf = (
  headers: IncomingHttpHeaders,
  cookies: Readonly<Record<string, string | undefined>>,
): Visitor => ({
  ...visitor,
  language: spokenFor(cookies[languageCookie] ?? "") ?? wished(headers["accept-language"] ?? "") ?? "en",
});

/** The first language of `Accept-Language`, by its weights, that the interface speaks. */
function wished(header: string): InterfaceLanguage | undefined {
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.split(";");
      const weight = Number(/q=([\d.]+)/.exec(rest.join(";"))?.[1] ?? "1");
      return { language: spokenFor(tag), weight };
    })
    .filter(({ weight }) => weight > 0);
  return wishes.sort((one, other) => other.weight - one.weight).find(({ language }) => language !== undefined)
    ?.language;
}
