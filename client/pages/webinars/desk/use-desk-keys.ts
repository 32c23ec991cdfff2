/** The keys of the desk: single letters, which can be turned off, and never while one writes. */
import { useEffect, useRef, useState } from "preact/hooks";

const kept = "colloquy.desk-keys";

/** @param keys by `KeyboardEvent.key`, letters small */
export function useDeskKeys(keys: Readonly<Record<string, () => void>>): { on: boolean; turn: (on: boolean) => void } {
  const [on, setOn] = useState(true);
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => setOn(localStorage.getItem(kept) !== "off"), []);
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target, key } = event;
      if (!(target instanceof Element) || target.closest("input, textarea, select, dialog, [role=menu]")) return;
      // On a button Enter presses that button.
      if (key === "Enter" && target.closest("button, a, summary")) return;
      const act = now.current[key.length === 1 ? key.toLowerCase() : key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [on]);
  return {
    on,
    turn(wish) {
      localStorage.setItem(kept, wish ? "on" : "off");
      setOn(wish);
    },
  };
}
