/** The door: signing in by a mailed link or by a password. */
import { TextLink } from "../../elements/button.tsx";
import { PageHead, Row, Section, Two, WidePage } from "../../elements/layout.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { type At, definePage } from "../../page.ts";
import { wantedPath } from "./door-links.ts";
import { LinkForm } from "./link-form.tsx";
import { PasswordForm } from "./password-form.tsx";

export default definePage({ needs: () => ({}), title: (_answers, { t }) => t("signIn.title"), View: SignIn });

function SignIn({ at }: { at: At }) {
  const { t, rich } = useLanguage();
  const { me } = useHouse();
  const to = wantedPath(at);
  return (
    <WidePage
      head={
        <PageHead title={t("signIn.title")} lead={to && !me.person ? t("signIn.first") : undefined}>
          {me.person && (
            <Notice class="space" actions={<TextLink href={to ?? "/"}>{t("signIn.goOn")}</TextLink>}>
              {rich("signIn.already", { name: <bdi>{me.person.name}</bdi> })}
            </Notice>
          )}
        </PageHead>
      }
    >
      <Section title={t("signIn.withLink")}>
        <Two>
          <LinkForm at={at} to={to} />
          <div>
            <h3>{t("signIn.without")}</h3>
            <p class="narrow space">{t("signIn.withoutHelp")}</p>
            <Row class="space">
              <TextLink href="/forum">{t("signIn.toForum")}</TextLink>
            </Row>
          </div>
        </Two>
      </Section>
      <Section title={t("signIn.withPassword")}>
        <Two>
          <PasswordForm at={at} to={to} />
          <div>
            <h3>{t("signIn.slowLine")}</h3>
            <p class="narrow space">{t("signIn.slowLineHelp")}</p>
          </div>
        </Two>
      </Section>
    </WidePage>
  );
}
