/** Ways through: tabs, pages of a list, chips that filter, the list in a rail, where one is. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";

export interface Tab {
  label: ComponentChildren;
  href: string;
  count?: number | undefined;
  current?: boolean | undefined;
  language?: string | undefined;
  /** Stands at the end of the row. */
  end?: boolean | undefined;
}

/** Views of the same place, each with an address, so that they work without script. */
export function Tabs({
  tabs,
  label,
  class: more,
}: {
  tabs: readonly Tab[];
  label: string;
  class?: string | undefined;
}) {
  const { number } = useLanguage();
  return (
    <nav class={classes("tabs", more)} aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          href={tab.href}
          lang={tab.language}
          class={tab.end ? "tabs-end" : undefined}
          aria-current={tab.current ? "page" : undefined}
        >
          <span>{tab.label}</span> {tab.count !== undefined && <span class="num">{number(tab.count)}</span>}
        </a>
      ))}
    </nav>
  );
}

/** Numbered pages of a thread. `hrefOf(page)` is its address; the first, the last and those around are shown. */
export function Pagination({ page, pages, hrefOf }: { page: number; pages: number; hrefOf: (page: number) => string }) {
  const { t, number } = useLanguage();
  if (pages < 2) return null;
  const near = new Set([1, 2, page - 1, page, page + 1, pages - 1, pages].filter((each) => each >= 1 && each <= pages));
  const shown = [...near].sort((a, b) => a - b);
  return (
    <nav class="pages" aria-label={t("pages.label")}>
      {page > 1 && (
        <a class="text-link" href={hrefOf(page - 1)} rel="prev">
          {t("pages.before")}
        </a>
      )}
      {shown.map((each, index) => (
        <>
          {index > 0 && each - (shown[index - 1] ?? 0) > 1 && <span>…</span>}
          {each === page ? (
            <span class="num" aria-current="page">
              {number(each)}
            </span>
          ) : (
            <a class="num" href={hrefOf(each)} aria-label={t("pages.page", { page: each })}>
              {number(each)}
            </a>
          )}
        </>
      ))}
      {page < pages && (
        <a class="text-link" href={hrefOf(page + 1)} rel="next">
          {t("pages.next")}
        </a>
      )}
    </nav>
  );
}

/** A list by cursor: only onwards, and back to its beginning. */
export function MorePages({ next, first }: { next?: string | null | undefined; first?: string | null | undefined }) {
  const { t } = useLanguage();
  if (!next && !first) return null;
  return (
    <nav class="pages" aria-label={t("pages.label")}>
      {first && (
        <a class="text-link" href={first}>
          {t("pages.first")}
        </a>
      )}
      {next && (
        <a class="text-link" href={next} rel="next">
          {t("pages.more")}
        </a>
      )}
    </nav>
  );
}

export interface Chip {
  label: ComponentChildren;
  href: string;
  count?: number | undefined;
  current?: boolean | undefined;
  language?: string | undefined;
}

/** Filters as links, in groups. */
export function Filters({ groups }: { groups: readonly { label: string; chips: readonly Chip[] }[] }) {
  const { number } = useLanguage();
  return (
    <div class="filters">
      {groups.map(({ label, chips }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div key={label} role="group" aria-label={label}>
          {chips.map((chip) => (
            <a
              key={chip.href}
              class="chip"
              href={chip.href}
              lang={chip.language}
              aria-current={chip.current ? "true" : undefined}
            >
              <span>{chip.label}</span> {chip.count !== undefined && <span class="num">{number(chip.count)}</span>}
            </a>
          ))}
        </div>
      ))}
    </div>
  );
}

export interface NavItem {
  label: ComponentChildren;
  href: string;
  language?: string | undefined;
  /** A quiet number, or text, at the end. */
  end?: ComponentChildren;
  /** How many are new there; stands in the end's place. */
  unread?: number | undefined;
  current?: boolean | undefined;
}

/** A list of places in a rail, under its heading. */
export function NavList({ title, items }: { title: ComponentChildren; items: readonly NavItem[] }) {
  const { number } = useLanguage();
  return (
    <section class="nav-list">
      <h2>{title}</h2>
      {items.map((item) => (
        <a key={item.href} href={item.href} lang={item.language} aria-current={item.current ? "page" : undefined}>
          <span>
            <bdi>{item.label}</bdi>
          </span>
          {item.unread ? (
            <span class="new num">
              <i class="unread-dot" />
              {number(item.unread)}
            </span>
          ) : (
            item.end !== undefined && (
              <span class="meta num">{typeof item.end === "number" ? number(item.end) : item.end}</span>
            )
          )}
        </a>
      ))}
    </section>
  );
}

/** Where this page stands. */
export function Crumbs({
  items,
}: {
  items: readonly { label: ComponentChildren; href: string; language?: string | undefined }[];
}) {
  const { t } = useLanguage();
  return (
    <nav class="crumbs" aria-label={t("crumbs.label")}>
      {items.map(({ label, href, language }, index) => (
        <>
          {index > 0 && <span aria-hidden="true">/</span>}
          <a href={href} lang={language}>
            <bdi>{label}</bdi>
          </a>
        </>
      ))}
    </nav>
  );
}
