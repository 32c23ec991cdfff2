/** The head of the settings: the community and its mails beside each other. */
import type { ComponentChildren } from "preact";
import { PageHead } from "../../elements/layout.tsx";
import { Tabs } from "../../elements/navigation.tsx";
import { useLanguage } from "../../language/language.ts";

interface SettingsHeadProps {
  at: "community" | "mails";
  lead?: string | undefined;
  children?: ComponentChildren;
}

export function SettingsHead({ at, lead, children }: SettingsHeadProps) {
  const { t } = useLanguage();
  return (
    <PageHead title={t("settings.title")}>
      <Tabs
        class="space"
        label={t("settings.title")}
        tabs={[
          { label: t("settings.community"), href: "/settings", current: at === "community" },
          { label: t("settings.mails"), href: "/settings/mails", current: at === "mails" },
        ]}
      />
      {lead && <p class="narrow">{lead}</p>}
      {children}
    </PageHead>
  );
}
