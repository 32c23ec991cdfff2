/** Where the mailed link leads: a button, so that a mail program that looks at links does not use it up. */
import { useEffect, useState } from "preact/hooks";
import { Button, PlainForm } from "../../elements/button.tsx";
import { Row } from "../../elements/layout.tsx";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type At, definePage } from "../../page.ts";
import { FormProblems } from "../field-problems.tsx";
import { keptWanted, samePage } from "./door-links.ts";
import { DeadLink, DoorPage } from "./door-page.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("signIn.title"), View: UseLink });

function UseLink({ at }: { at: At }) {
  const { t } = useLanguage();
  const { problem } = useRefused("sessions.useLink");
  const [to, setTo] = useState<string | undefined>(undefined);
  useEffect(() => setTo(keptWanted()), []);
  const token = at.query["token"];
  const dead = problem?.code === "link-not-valid";
  const again = { label: t("signIn.newLink"), href: "/sign-in" };
  return (
    <DoorPage title={t("signIn.byLink")} label={t("signIn.withLink")}>
      {!token && <DeadLink title={t("signIn.linkBroken")} help={t("signIn.linkBrokenHelp")} action={again} />}
      {dead && <DeadLink title={t("signIn.linkOver")} help={t("signIn.linkOverHelp")} action={again} />}
      {token && !dead && (
        <PlainForm operation="sessions.useLink" class="form" fields={{ token, _to: to, _from: samePage(at) }}>
          <FormProblems refused={problem} fields={[]} />
          <p class="narrow">{t("signIn.byLinkHelp")}</p>
          <Row>
            <Button type="submit" kind="primary">
              {t("signIn.submit")}
            </Button>
          </Row>
        </PlainForm>
      )}
    </DoorPage>
  );
}
