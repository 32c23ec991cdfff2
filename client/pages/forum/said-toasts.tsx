/** The foot of the window: what was just done, with its ten seconds, and what else has to be said there. */
import type { ComponentChildren } from "preact";
import { Toast, Toasts } from "../../elements/floating.tsx";
import type { Said } from "./thread-hands.ts";

export function SaidToasts({
  said,
  onEnd,
  children,
}: {
  said: readonly Said[];
  onEnd: (id: string) => void;
  children: ComponentChildren;
}) {
  return (
    <Toasts>
      {children}
      {said.map(({ id, text, undo }) => (
        <Toast
          key={id}
          onEnd={() => onEnd(id)}
          onUndo={
            undo &&
            (() => {
              undo();
              onEnd(id);
            })
          }
        >
          {text}
        </Toast>
      ))}
    </Toasts>
  );
}
