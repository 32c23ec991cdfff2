/** What floats: menus (work without script), dialogs (the browser's own), toasts with their ten seconds. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

interface MenuProps {
  /** What the menu is for, read out. */
  label: string;
  icon?: IconName | undefined;
  /** What stands on its button instead of the icon. */
  summary?: ComponentChildren;
  /** Its button: an action, an icon, a small button. */
  look?: "action" | "icon-button" | "button button-small" | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

/** A list of verbs behind a button: buttons and links. Opens without script; with it, Escape and a press outside close it. */
export function Menu({ label, icon = "more", summary, look = "action", class: more, children }: MenuProps) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = box.current;
    if (!details) return;
    const close = (event: Event) => {
      if (event.target instanceof Node && details.contains(event.target)) return;
      details.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", close);
    details.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", close);
      details.removeEventListener("keydown", onKey);
    };
  }, []);
  return (
    <details class={classes("menu-box", more)} name="menu" ref={box}>
      <summary class={look}>
        {summary ?? <Icon name={icon} />}
        <span class="visually-hidden">{label}</span>
      </summary>
      <div class="menu">{children}</div>
    </details>
  );
}

interface DialogProps {
  /** The heading; it names the dialog. */
  title: string;
  open: boolean;
  /** Closed by Escape or by the browser. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
  /** Buttons at the foot: the one that acts first, then the way back. */
  actions: ComponentChildren;
  id?: string | undefined;
}

/** A question that must be answered first. Drawn open by the server it is a part of the page, with script it is modal. */
export function Dialog({ title, open, onClose, children, actions, id }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.matches(":modal")) {
      element.close();
      element.showModal();
    } else if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog class="dialog" ref={dialog} id={id} open={open} aria-label={title} onCancel={onClose}>
      <h2>{title}</h2>
      {children}
      <div class="row">{actions}</div>
    </dialog>
  );
}

const seconds = 10;

interface ToastProps {
  children: ComponentChildren;
  /** Takes back what was done, within ten seconds. */
  onUndo?: (() => void) | undefined;
  /** The ten seconds are over, or it was read. */
  onEnd?: (() => void) | undefined;
}

/** What was just done, with ten seconds to take it back. The line at its foot is the time left. */
export function Toast({ children, onUndo, onEnd }: ToastProps) {
  const { t } = useLanguage();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left === 0) onEnd?.();
  }, [left]);
  return (
    <p class="toast">
      <span role="status">{children}</span>
      {onUndo && (
        <button type="button" class="text-link" onClick={onUndo} aria-label={t("common.undo")}>
          {t("common.undoIn", { seconds: left })}
        </button>
      )}
      {onUndo && <span class="toast-time" />}
    </p>
  );
}

/** Where toasts stand; once a page. */
export const Toasts = ({ children }: { children: ComponentChildren }) => <div class="toasts">{children}</div>;
