/** Where a guest's personal link leads: a button into the one webinar that it opens. */
import { Button, PlainForm } from "../../elements/button.tsx";
import { Row } from "../../elements/layout.tsx";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type At, definePage } from "../../page.ts";
import { FormProblems } from "../field-problems.tsx";
import { samePage } from "./door-links.ts";
import { DeadLink, DoorPage } from "./door-page.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("signIn.joinTitle"), View: Join });

function Join({ at }: { at: At }) {
  const { t, rich } = useLanguage();
  const { me } = useHouse();
  const { problem } = useRefused("sessions.useJoinLink");
  const token = at.query["token"];
  const dead = problem?.code === "link-not-valid";
  return (
    <DoorPage title={t("signIn.joinTitle")} lead={t("signIn.joinLead")} label={t("signIn.withLink")}>
      {!token && <DeadLink title={t("signIn.linkBroken")} help={t("signIn.linkBrokenHelp")} />}
      {dead && <DeadLink title={t("signIn.joinOver")} help={t("signIn.joinOverHelp")} />}
      {token && !dead && (
        <PlainForm operation="sessions.useJoinLink" class="form" fields={{ token, _from: samePage(at) }}>
          <FormProblems refused={problem} fields={[]} />
          {me.person?.kind === "member" && (
            <p class="narrow">{rich("signIn.joinAsMember", { name: <bdi>{me.person.name}</bdi> })}</p>
          )}
          <Row>
            <Button type="submit" kind="primary" icon="exit">
              {t("signIn.join")}
            </Button>
          </Row>
          <p class="narrow meta">{t("signIn.joinHelp")}</p>
        </PlainForm>
      )}
    </DoorPage>
  );
}
