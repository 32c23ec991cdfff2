/** Nothing here yet, not here yet, on its way. */
import type { ComponentChildren } from "preact";
import { useLanguage } from "../language/language.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Every list has one: what is not here, and what to do about it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: ComponentChildren;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <b>{title}</b>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** The shape of what is being fetched. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useLanguage();
  return (
    <div class="skeleton" role="status" aria-label={t("common.loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}

interface FileProps {
  name: string;
  /** Size, or what is still to be said of it. */
  note?: ComponentChildren;
  /** Share that has been sent, 0 to 100. */
  sent?: number | undefined;
  onRemove?: (() => void) | undefined;
}

/** A file in a post or on its way into one. */
export function FileRow({ name, note, sent, onRemove }: FileProps) {
  const { t } = useLanguage();
  return (
    <div class="file">
      <Icon name={sent === undefined ? "doc" : "attach"} />
      <span>
        <b>
          <bdi>{name}</bdi>
        </b>
        {sent !== undefined && (
          <progress class="progress" max={100} value={sent} aria-label={t("file.sending", { name })} />
        )}
        {note && <span class="meta num">{note}</span>}
      </span>
      {onRemove && (
        <IconButton
          icon="x"
          label={sent === undefined ? t("file.remove", { name }) : t("file.stop", { name })}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
