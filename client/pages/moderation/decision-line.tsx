/** One decision in a sentence: who did what, to whom. */
import type { DecisionView } from "../../../shared/contracts/moderation.ts";
import { useNameOf } from "../../elements/person.tsx";
import { useLanguage } from "../../language/language.ts";

/** `linked`: the thing it was about follows, as a link. */
export function DecisionLine({ decision, linked }: { decision: DecisionView; linked?: boolean }) {
  const { rich, t } = useLanguage();
  const nameOf = useNameOf();
  const { kind, by, about, excerpt, link } = decision;
  return (
    <>
      {rich(`triage.did.${kind}`, {
        name: (
          <b>
            <bdi>{nameOf(by)}</bdi>
          </b>
        ),
        about: <bdi>{nameOf(about)}</bdi>,
      })}
      {linked && !kind.endsWith("-member") && (
        <>
          <br />
          <a href={link}>
            <bdi>{excerpt || t("triage.seeIt")}</bdi>
          </a>
        </>
      )}
    </>
  );
}
