/** What one presses: buttons, actions without a frame, links that look like them, the plain form around one. */
import type { ButtonHTMLAttributes, ComponentChildren, FormHTMLAttributes, MouseEventHandler } from "preact";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

interface Looks {
  /** `primary`: one a view. `air` puts a question on air. `danger` is drawn with a hatched edge. */
  kind?: "primary" | "air" | "danger" | undefined;
  small?: boolean | undefined;
  icon?: IconName | undefined;
  children?: ComponentChildren;
}
type OwnButton = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "size">;
interface OwnLink {
  href: string;
  class?: string | undefined;
  id?: string | undefined;
  lang?: string | undefined;
  hrefLang?: string | undefined;
  rel?: string | undefined;
  target?: string | undefined;
  download?: boolean | string | undefined;
  onClick?: MouseEventHandler<HTMLAnchorElement> | undefined;
  "aria-current"?: "page" | "true" | undefined;
  "aria-label"?: string | undefined;
}
/** `pressed` for what can be on or off; `busy` while it is being sent. */
interface Pressing {
  pressed?: boolean | undefined;
  busy?: boolean | undefined;
}

const looksOf = ({ kind, small }: Looks, more: unknown) =>
  classes("button", small && "button-small", kind && `button-${kind}`, typeof more === "string" && more);

/** A raised button; `type` is "button" unless it says "submit". */
export function Button({
  kind,
  small,
  icon,
  pressed,
  busy,
  children,
  class: more,
  ...own
}: Looks & Pressing & OwnButton) {
  return (
    <button
      type="button"
      {...own}
      class={looksOf({ kind, small }, more)}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
    >
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere. */
export function LinkButton({ kind, small, icon, children, class: more, ...own }: Looks & OwnLink) {
  return (
    <a {...own} class={looksOf({ kind, small }, more)}>
      {icon && <Icon name={icon} small />}
      {children}
    </a>
  );
}

type Quiet = Pick<Looks, "icon" | "children">;

/** A verb without a frame: Reply, Quote. */
export function ActionButton({ icon, children, pressed, class: more, ...own }: Quiet & Pressing & OwnButton) {
  return (
    <button type="button" {...own} class={classes("action", typeof more === "string" && more)} aria-pressed={pressed}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** The same, leading somewhere. */
export function ActionLink({ icon, children, class: more, ...own }: Quiet & OwnLink) {
  return (
    <a {...own} class={classes("action", more)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** A link of its own, underlined. */
export function TextLink({ icon, children, class: more, ...own }: Quiet & OwnLink) {
  return (
    <a {...own} class={classes("text-link", more)}>
      {icon && <Icon name={icon} small />}
      {children}
    </a>
  );
}

/** A button that reads like a link: Undo, See translation. */
export function TextButton({ icon, children, class: more, ...own }: Quiet & OwnButton) {
  return (
    <button type="button" {...own} class={classes("text-link", typeof more === "string" && more)}>
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  );
}

type Named = { icon: IconName; label: string; children?: ComponentChildren };

/** An icon alone, always with a name. */
export function IconButton({ icon, label, children, class: more, ...own }: Named & OwnButton) {
  return (
    <button type="button" {...own} class={classes("icon-button", typeof more === "string" && more)} aria-label={label}>
      <Icon name={icon} />
      {children}
    </button>
  );
}

/** An icon alone that leads somewhere. */
export function IconLink({ icon, label, children, href, class: more, ...own }: Named & OwnLink) {
  return (
    <a {...own} href={href} class={classes("icon-button", more)} aria-label={label}>
      <Icon name={icon} />
      {children}
    </a>
  );
}

/** How many are unread, on an icon's shoulder; nothing for none. */
export function Badge({ count }: { count: number }) {
  const { number } = useLanguage();
  return count > 0 ? <span class="badge">{count > 99 ? `${number(99)}+` : number(count)}</span> : null;
}

type FormProps = Omit<FormHTMLAttributes<HTMLFormElement>, "action" | "method">;

/** A form that works without script: it posts to the operation by its name. `bare` leaves the layout to what is inside. */
export function PlainForm(
  props: FormProps & {
    /** `forum.createPost`; posted to `/do/forum.createPost`. */
    operation: string;
    /** What goes along unseen: the ids. */
    fields?: Readonly<Record<string, string | number | boolean | null | undefined>> | undefined;
    bare?: boolean | undefined;
  },
) {
  const { operation, fields = {}, bare, children, class: more, ...own } = props;
  return (
    <form
      {...own}
      method="post"
      action={`/do/${operation}`}
      class={classes(bare && "bare-form", typeof more === "string" && more)}
    >
      {Object.entries(fields).map(([name, value]) =>
        value === null || value === undefined ? null : (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ),
      )}
      {children}
    </form>
  );
}
