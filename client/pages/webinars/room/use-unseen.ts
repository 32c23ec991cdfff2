/** Whether something came into a pane while another was open: its tab then shows it. */
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * @param pane  which pane of the page, as its tab counts
 * @param count how many things are in it
 */
export function useUnseen(pane: number, count: number): boolean {
  const [unseen, setUnseen] = useState(false);
  const known = useRef(count);
  useEffect(() => {
    if (count <= known.current) return;
    known.current = count;
    const place = document.querySelector(`.pane[data-pane="${pane}"]`);
    if (place && place.getClientRects().length === 0) setUnseen(true);
  }, [count]);
  useEffect(() => {
    const opened = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.id === `pane-${pane}`) setUnseen(false);
    };
    document.addEventListener("change", opened);
    return () => document.removeEventListener("change", opened);
  }, []);
  return unseen;
}
