/** The bar and the foot of every page. The bar names only what exists; nothing on it leads nowhere. */
import type { ComponentChildren } from "preact";
import { languageName } from "../../shared/languages.ts";
import { useLanguage } from "../language/language.ts";
import { ActionLink, Badge, LinkButton, PlainForm } from "./button.tsx";
import { Menu } from "./floating.tsx";
import { Icon, Wordmark } from "./icon.tsx";
import { Avatar, type PersonShown } from "./person.tsx";

export interface SitePlace {
  label: string;
  href: string;
  current?: boolean | undefined;
}

/** How the language is changed: a form that posts, so that it works without script. */
export interface LanguageSwitchProps {
  /** The languages to offer, the present one among them. */
  languages: readonly string[];
  /** `sessions.chooseLanguage` or what the server calls it; gets `language` and the fields. */
  operation: string;
  fields?: Readonly<Record<string, string>> | undefined;
}

export interface SiteBarProps {
  places: readonly SitePlace[];
  organisation?: string | undefined;
  /** Whoever reads; absent for a visitor. */
  person?: PersonShown | undefined;
  picture?: string | undefined;
  /** Where the inbox is and how much is unread there; absent where there is none. */
  inbox?: { href: string; unread: number } | undefined;
  /** What opens at one's own picture: links (`<a>`) and forms with buttons. */
  account?: ComponentChildren;
  /** For a visitor: where to sign in, and what to ask for. */
  signIn?: SitePlace | undefined;
  join?: SitePlace | undefined;
  language?: LanguageSwitchProps | undefined;
  /** A live page's skip link leads elsewhere. */
  skipTo?: string | undefined;
}

/** First in every page. */
export function SkipLink({ to = "main", children }: { to?: string | undefined; children?: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <a class="skip-link" href={`#${to}`}>
      {children ?? t("bar.skip")}
    </a>
  );
}

function LanguageButtons({ languages, operation, fields, look }: LanguageSwitchProps & { look: string | undefined }) {
  const { tag } = useLanguage();
  return (
    <PlainForm operation={operation} fields={fields} bare>
      {languages
        .filter((each) => each !== tag)
        .map((each) => (
          <button key={each} type="submit" class={look} name="language" value={each} lang={each}>
            {languageName(each)}
          </button>
        ))}
    </PlainForm>
  );
}

/** Brand, places, language, inbox with its live count, oneself. On a phone the places stand in a menu. */
export function SiteBar(props: SiteBarProps) {
  const { t } = useLanguage();
  const { places, person, inbox, language, signIn, join } = props;
  const few = language && language.languages.length <= 2;
  return (
    <>
      <SkipLink to={props.skipTo} />
      <header class="site-bar">
        <div class="site-bar-in">
          <a class="brand" href="/" aria-label={props.organisation ? `Colloquy, ${props.organisation}` : "Colloquy"}>
            <Wordmark />
            {props.organisation && <span class="brand-org">{props.organisation}</span>}
          </a>
          <nav class="site-nav" aria-label={t("bar.main")}>
            {places.map(({ label, href, current }) => (
              <a key={href} href={href} aria-current={current ? "page" : undefined}>
                {label}
              </a>
            ))}
          </nav>
          <div class="site-tools">
            {language && few && (
              <span class="not-phone">
                <LanguageButtons {...language} look="action" />
              </span>
            )}
            {language && !few && (
              <Menu label={t("bar.language")} icon="translate" look="icon-button" class="not-phone">
                <LanguageButtons {...language} look={undefined} />
              </Menu>
            )}
            {!person && signIn && <ActionLink href={signIn.href}>{signIn.label}</ActionLink>}
            {!person && join && (
              <LinkButton small kind="primary" href={join.href}>
                {join.label}
              </LinkButton>
            )}
            {inbox && (
              <a
                class="icon-button"
                href={inbox.href}
                aria-label={inbox.unread ? t("bar.inboxUnread", { count: inbox.unread }) : t("bar.inbox")}
              >
                <Icon name="bell" />
                <Badge count={inbox.unread} />
              </a>
            )}
            {person && (
              <Menu
                label={t("bar.account", { name: person.name })}
                look="icon-button"
                summary={<Avatar person={person} picture={props.picture} />}
              >
                <p class="menu-head">
                  <bdi>{person.name}</bdi>
                </p>
                {props.account}
              </Menu>
            )}
            <Menu label={t("bar.menu")} icon="menu" look="icon-button" class="only-phone">
              {places.map(({ label, href, current }) => (
                <a key={href} href={href} aria-current={current ? "page" : undefined}>
                  {label}
                </a>
              ))}
              {language && <LanguageButtons {...language} look={undefined} />}
            </Menu>
          </div>
        </div>
      </header>
    </>
  );
}

export interface SiteFootProps {
  /** A sentence about whose community this is and how its contents may be used. */
  children?: ComponentChildren;
  links?: readonly SitePlace[] | undefined;
  language?: LanguageSwitchProps | undefined;
}

/** The foot: whose this is, what holds here, the other languages. */
export function SiteFoot({ children, links = [], language }: SiteFootProps) {
  return (
    <footer class="site-foot">
      <Wordmark />
      {children && <p class="meta">{children}</p>}
      <div class="row meta push">
        {links.map(({ label, href }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        {language && <LanguageButtons {...language} look="foot-link" />}
      </div>
    </footer>
  );
}
