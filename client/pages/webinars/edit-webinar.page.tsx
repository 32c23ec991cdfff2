/** `/webinars/:webinarId/edit`: changing the plan until the close. */
import { PageHead, Section } from "../../elements/layout.tsx";
import { Crumbs } from "../../elements/navigation.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { OrganisersOnly } from "./organisers-only.tsx";
import { useShowPresent } from "./use-show-present.ts";
import { webinarCrumbs } from "./webinar-crumbs.ts";
import { WebinarForm } from "./webinar-form.tsx";
import { webinarPath } from "./webinar-links.ts";

const needs = ({ params }: At) => ({ room: need("webinars.readWebinar", { webinarId: params["webinarId"] ?? "" }) });

export default definePage({ needs, title: (_answers, { t }) => t("webinar.edit"), View: EditWebinar });

function EditWebinar({ answers: { room } }: { answers: Answers<ReturnType<typeof needs>> }) {
  const { t } = useLanguage();
  const { go } = useHouse();
  const showPresent = useShowPresent();
  const [changeId] = useFormId();
  const { webinar } = room;
  const over = webinar.state === "closing" || webinar.state === "closed" || webinar.state === "cancelled";
  return (
    <OrganisersOnly>
      <main class="wide" id="main">
        <PageHead
          title={t("webinar.edit")}
          lead={webinar.title}
          above={
            <Crumbs
              items={[
                ...webinarCrumbs(webinar, t),
                { label: webinar.title, href: webinarPath(webinar.id), language: webinar.language },
              ]}
            />
          }
        />
        <div class="sheet sheet-full">
          <Section title={t("home.webinar")}>
            {over ? (
              <Notice icon="lock">{t("webinar.overForGood")}</Notice>
            ) : (
              <WebinarForm
                operation="webinars.changeWebinar"
                fields={{ webinarId: webinar.id, changeId, version: webinar.version }}
                webinar={webinar}
                timeZone={webinar.timeZone}
                submit={t("common.save")}
                back={webinarPath(webinar.id)}
                doneAt={webinarPath(webinar.id)}
                save={async (written) => {
                  const { id: webinarId, version } = webinar;
                  await call("webinars.changeWebinar", { webinarId, changeId, version, ...written }).catch(showPresent);
                  go(webinarPath(webinarId));
                }}
              />
            )}
          </Section>
        </div>
      </main>
    </OrganisersOnly>
  );
}
