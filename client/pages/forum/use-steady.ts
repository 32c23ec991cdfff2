/** Keeps what one looks at, points at or writes in where it is, while something is added above it. */
import { useLayoutEffect, useRef } from "preact/hooks";

const barHeight = 52;

/** Call what is returned before a change that may move things; after the drawing the page is moved back. */
export function useSteady(): () => void {
  const held = useRef<{ element: Element; top: number } | null>(null);
  useLayoutEffect(() => {
    const before = held.current;
    held.current = null;
    if (!before?.element.isConnected) return;
    const moved = before.element.getBoundingClientRect().top - before.top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  });
  return () => {
    if (held.current) return;
    const element = anchor();
    if (element) held.current = { element, top: element.getBoundingClientRect().top };
  };
}

const inSight = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > barHeight && top < innerHeight;
};

function anchor(): Element | undefined {
  const main = document.getElementById("main");
  const focused = document.activeElement;
  if (main && focused && focused !== main && main.contains(focused) && inSight(focused)) return focused;
  const pointed = [...document.querySelectorAll("main :is(.post, .nested, .composer, .thread-row):hover")].at(-1);
  if (pointed && inSight(pointed)) return pointed;
  return [...document.querySelectorAll("main :is(.post, .nested, .thread-row)")].find(inSight);
}
