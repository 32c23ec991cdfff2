/** What stands around every reading page: bar, what was refused, foot. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PlainForm, TextLink } from "./elements/button.tsx";
import { Banner, LineBanner, Problem } from "./elements/notice.tsx";
import { SiteBar, SiteFoot, type SitePlace } from "./elements/site.tsx";
import { useHouse } from "./house.ts";
import { useLanguage } from "./language/language.ts";
import { connection, type LineState as State } from "./live/socket.ts";
import { somethingUnsent } from "./pages/forum/unsent.ts";
import { useStream } from "./pages/use-stream.ts";

const ranks = { member: 1, moderator: 2, organiser: 3, admin: 4 } as const;

/** Whether the reader has this role or one above it; for what is shown, never for what is allowed. */
export function useRole(): (role: keyof typeof ranks) => boolean {
  const { me } = useHouse();
  const rank = me.person?.role ? ranks[me.person.role] : 0;
  return (role) => rank >= ranks[role];
}

export function Shell({ children }: { children: ComponentChildren }) {
  const { me, settings, at, problem } = useHouse();
  const { t } = useLanguage();
  const has = useRole();
  const here = (start: string) => at.path === start || at.path.startsWith(`${start}/`);
  // Where a stranger's link wants one to go after signing in is not repeated.
  const { to, ...rest } = at.query;
  const query = new URLSearchParams(!to || /^\/(?![/\\])/.test(to) ? at.query : rest).toString();
  const whole = query ? `${at.path}?${query}` : at.path;
  // A token stays out of every address that it is not traded at.
  const back = at.path === "/" || here("/sign-in") || at.query["token"] ? "" : `?to=${encodeURIComponent(whole)}`;
  const places: SitePlace[] = [
    { label: t("bar.dialogues"), href: "/dialogues", current: here("/dialogues") || here("/webinars") },
    { label: t("bar.forum"), href: "/forum", current: here("/forum") || here("/sections") || here("/threads") },
    ...(has("moderator")
      ? [{ label: t("bar.triage"), href: "/triage", current: here("/triage") || here("/decisions") }]
      : []),
  ];
  const language = {
    languages: settings.interfaceLanguages,
    operation: "sessions.chooseLanguage",
    fields: { _from: whole, _to: whole },
  };
  const shown = problem && problem.operation === null ? problem : null;
  const unread = useStream("person", me.person?.id ?? null, { me: [] }).things("me")[0]?.unread ?? me.unread;
  return (
    <>
      <SiteBar
        places={places}
        organisation={settings.organisationName}
        person={me.person ?? undefined}
        inbox={me.person ? { href: "/inbox", unread } : undefined}
        account={<Account />}
        signIn={{ label: t("bar.signIn"), href: `/sign-in${back}` }}
        language={language}
      />
      <LineState />
      {shown && <Problem code={shown.code} />}
      {children}
      <SiteFoot language={language}>
        <bdi>{settings.tagline}</bdi>
      </SiteFoot>
    </>
  );
}

/** How the line to the server is; nothing while all is well. What was written without one goes out once it is back. */
function LineState() {
  const { me } = useHouse();
  const { t } = useLanguage();
  const [state, setState] = useState<State>("connecting");
  useEffect(() => connection().state.subscribe(setState), []);
  useEffect(() => {
    const { id } = me.person ?? {};
    if (id && somethingUnsent()) void import("./pages/forum/unsent-box.ts").then(({ unsentBox }) => unsentBox(id));
  }, [me.person?.id]);
  return (
    <div class="line-place">
      <LineBanner line={state === "reconnecting" || state === "caught-up" ? state : null} />
      {state === "signed-out" && me.person && (
        <Banner state="unread" action={<TextLink href="/sign-in">{t("bar.signIn")}</TextLink>}>
          {t("line.signedOut")}
        </Banner>
      )}
    </div>
  );
}

function Account() {
  const { t } = useLanguage();
  const { me } = useHouse();
  const has = useRole();
  return (
    <>
      {me.person?.kind === "member" && <TextLink href="/account">{t("bar.yourAccount")}</TextLink>}
      {has("organiser") && <TextLink href="/members">{t("bar.members")}</TextLink>}
      {has("admin") && <TextLink href="/settings">{t("bar.settings")}</TextLink>}
      <PlainForm operation="sessions.signOut" fields={{ _to: "/" }} bare>
        <button type="submit">{t("bar.signOut")}</button>
      </PlainForm>
    </>
  );
}
