/** The server's time as it goes on, for hours and countdowns, whatever this machine's clock says. */
import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../../language/language.ts";

/** Milliseconds between the server's clock and this machine's: known from when the page's first byte came. */
let ahead: number | undefined;

function measure(drawnAt: number): number {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return drawnAt - (performance.timeOrigin + (load?.responseStart ?? 0));
}

/** Milliseconds since 1970, anew each second (or as often as said). In the first drawing it is when the server drew. */
export function useNow(every = 1000): number {
  const { now: drawnAt = 0 } = useLanguage();
  const [at, setAt] = useState(() => (ahead === undefined ? drawnAt : Date.now() + ahead));
  useEffect(() => {
    ahead ??= measure(drawnAt);
    const difference = ahead;
    const tick = () => setAt(Date.now() + difference);
    tick();
    const timer = setInterval(tick, every);
    return () => clearInterval(timer);
  }, [every]);
  return at;
}
