/** All the keys of the desk, and the switch that turns them off. */
import { Button } from "../../../elements/button.tsx";
import { Dialog } from "../../../elements/floating.tsx";
import { Check } from "../../../elements/form.tsx";
import { Key } from "../../../elements/text.tsx";
import type { MessageKey } from "../../../language/language.ts";
import { useLanguage } from "../../../language/language.ts";

export const deskKeys = [
  { keys: ["J", "K"], label: "desk.key.move" },
  { keys: ["←", "→"], label: "desk.key.lane" },
  { keys: ["A"], label: "desk.key.approve" },
  { keys: ["T"], label: "desk.key.ready" },
  { keys: ["P"], label: "desk.key.give" },
  { keys: ["↵"], label: "desk.key.air" },
  { keys: ["E"], label: "desk.key.answered" },
  { keys: ["B"], label: "desk.key.back" },
  { keys: ["D"], label: "desk.key.decline" },
  { keys: ["U"], label: "desk.key.undo" },
  { keys: ["?"], label: "desk.key.all" },
] as const satisfies readonly { keys: readonly string[]; label: MessageKey }[];

interface KeysDialogProps {
  on: boolean;
  turn: (on: boolean) => void;
  onClose: () => void;
}

export function KeysDialog({ on, turn, onClose }: KeysDialogProps) {
  const { t } = useLanguage();
  return (
    <Dialog
      title={t("desk.keysTitle")}
      open
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t("common.close")}
        </Button>
      }
    >
      <dl class="key-list">
        {deskKeys.map(({ keys, label }) => (
          <div key={label}>
            <dt>
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <Check
        label={t("desk.keysOn")}
        note={t("desk.keysOnHelp")}
        checked={on}
        onChange={(event) => turn((event.currentTarget as HTMLInputElement).checked)}
      />
    </Dialog>
  );
}
