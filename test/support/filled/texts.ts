/** Texts of the usual length, rendered as they would be: some paragraphs, a list now and then, a link. */
import { render } from "../../../server/features/forum/markdown/render-markdown.ts";
import type { Chance } from "./chance.ts";

const words =
  `we our the a and with from after before during district workshop record facilitator village women elders harvest
  practice change method meeting question answer evidence story evaluation baseline partner training season river
  market school clinic water report team visit interview notes map budget month trust consent language translation
  listen describe compare agree decide share write learn tried found asked kept saw because although whenever until
  small large slow early late common careful honest useful local present several each other often never again`.split(
    /\s+/,
  );

export interface Text {
  body: string;
  html: string;
}

const sentence = (chance: Chance): string => {
  const said = Array.from({ length: 6 + chance.below(12) }, () => chance.oneOf(words)).join(" ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
};
const paragraph = (chance: Chance): string =>
  Array.from({ length: 1 + chance.below(4) }, () => sentence(chance)).join(" ");

function bodyOf(chance: Chance): string {
  const parts = Array.from({ length: 1 + chance.below(3) }, () => paragraph(chance));
  if (chance.below(8) === 0) parts.push(Array.from({ length: 3 }, () => `- ${sentence(chance)}`).join("\n"));
  if (chance.below(10) === 0) parts.push(`More is **here**: https://example.org/${chance.below(10_000)}`);
  return parts.join("\n\n");
}

/** Many texts; a community of any size is written with these. */
export const textsFrom = (chance: Chance, many: number): Text[] =>
  Array.from({ length: many }, () => {
    const body = bodyOf(chance);
    return { body, html: render(body).html };
  });

export const titleFrom = (chance: Chance): string => sentence(chance).slice(0, 80).replace(/\.$/, "?");
