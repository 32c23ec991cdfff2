/** One letter as it was written, with its links to press: for a server that sends no mail. */
import { PageHead, Section, WidePage } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { Facts, Time } from "../../elements/text.tsx";
import { Empty } from "../../elements/waiting.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";

const needs = ({ params }: At) => ({ mail: need("settings.readMail", { mailId: params["mailId"] ?? "" }) });

export default definePage({ needs, title: ({ mail }) => mail.subject, View: Mail });

function Mail({ answers: { mail } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t, rich } = useLanguage();
  return (
    <WidePage
      head={
        <PageHead title={<bdi>{mail.subject}</bdi>}>
          <Facts class="space">
            <span>{rich("settings.mailTo", { address: <bdi dir="ltr">{mail.to}</bdi> })}</span>
            <Time at={mail.createdAt} kind="full" />
            <span>{t(`settings.mailState.${mail.state}`)}</span>
          </Facts>
          <div class="space">
            <Crumbs
              items={[
                { label: t("settings.title"), href: "/settings" },
                { label: t("settings.mails"), href: "/settings/mails" },
              ]}
            />
          </div>
        </PageHead>
      }
    >
      {mail.text ? (
        <Section title={t("settings.mailText")}>
          <div class="prose" dir="auto">
            {mail.text.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph} dir="auto">
                {paragraph.split("\n").map((written, index) => (
                  <>
                    {index > 0 && <br />}
                    {written}
                  </>
                ))}
              </p>
            ))}
          </div>
        </Section>
      ) : (
        <Section title={t("settings.mailText")}>
          <Empty title={t("settings.noText")}>{t("settings.noTextHelp")}</Empty>
        </Section>
      )}
      {mail.links.length > 0 && (
        <Section title={t("settings.mailLinks")}>
          <p class="meta">{t("settings.linkCareful")}</p>
          <ul class="stack space">
            {mail.links.map((link) => (
              <li key={link}>
                <a class="text-link" href={link} rel="noreferrer external" dir="ltr">
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </WidePage>
  );
}
