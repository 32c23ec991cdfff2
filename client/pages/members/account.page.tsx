/** One's own account: what one says of oneself, how one reads, how one signs in. */
import type { MeView } from "../../../shared/contracts/members.ts";
import { PageHead, WidePage } from "../../elements/layout.tsx";
import { StatusLine } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import { type Answers, type At, definePage, need } from "../../page.ts";
import { ProfileForm } from "./profile-form.tsx";
import { SigningIn } from "./signing-in.tsx";

const needs = (_at: At, me: MeView) => ({
  me: need("members.readMe", {}),
  // Refused to a visitor, who is then shown the door and comes back here.
  door: me.person ? null : need("notifications.listNotifications", {}),
});

export default definePage({ needs, title: (_answers, { t }) => t("account.title"), View: Account });

function Account({ answers: { me }, at }: { answers: Answers<ReturnType<typeof needs>>; at: At }) {
  const { t } = useLanguage();
  const isMember = me.person?.kind === "member";
  const saved = at.query["done"] === "profile";
  return (
    <WidePage
      head={
        <PageHead title={t("account.title")} lead={isMember ? t("account.lead") : undefined}>
          {saved && (
            <div role="status" class="space">
              <StatusLine>{t("account.saved")}</StatusLine>
            </div>
          )}
        </PageHead>
      }
    >
      {isMember && <ProfileForm me={me} />}
      <SigningIn me={me} at={at} />
    </WidePage>
  );
}
