/** Boxes that one types in. What was typed before the script came is kept: the page takes it over, not the other way round. */
import type { InputHTMLAttributes, RefObject, TextareaHTMLAttributes } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

type Box = HTMLInputElement | HTMLTextAreaElement;

export interface Typing {
  /** The text as the page has it; left out, the box keeps it to itself. */
  value?: string | undefined;
  onText?: ((text: string) => void) | undefined;
}

/** Ties a box to the page's text. */
function useTyped<B extends Box>({ value, onText }: Typing): { first: string; box: RefObject<B | null> } {
  const [first] = useState(value ?? "");
  const box = useRef<B>(null);
  const taken = useRef(false);
  useLayoutEffect(() => {
    const element = box.current;
    const typedBefore = !taken.current;
    taken.current = true;
    if (!element || value === undefined || element.value === value) return;
    if (typedBefore) onText?.(element.value);
    else element.value = value;
  }, [value]);
  return { first, box };
}

/** Several lines. */
export function TypedArea({
  value,
  onText,
  ...rest
}: Typing & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "value">) {
  const { first, box } = useTyped<HTMLTextAreaElement>({ value, onText });
  return (
    <textarea {...rest} ref={box} onInput={onText && ((event) => onText(event.currentTarget.value))}>
      {first}
    </textarea>
  );
}

/** One line. */
export function TypedLine({ value, onText, ...rest }: Typing & Omit<InputHTMLAttributes<HTMLInputElement>, "value">) {
  const { first, box } = useTyped<HTMLInputElement>({ value, onText });
  const attributes = { ...rest, defaultValue: first } as InputHTMLAttributes<HTMLInputElement>;
  return <input {...attributes} ref={box} onInput={onText && ((event) => onText(event.currentTarget.value))} />;
}
