/** When a section takes texts, in words. */
import type { SectionView } from "../../../shared/contracts/forum.ts";
import { useLanguage } from "../../language/language.ts";

/** Null where nothing bounds it. */
export function useOpening({ opensAt, closesAt }: Pick<SectionView, "opensAt" | "closesAt">): string | null {
  const { t, time, now = 0 } = useLanguage();
  if (opensAt && Date.parse(opensAt) > now) return t("section.opensOn", { date: time(opensAt, "date") });
  if (!closesAt) return null;
  const last = Date.parse(closesAt) - 60_000;
  const day = time(last, Math.abs(last - now) < 180 * 86_400_000 ? "date" : "dateYear");
  return t(Date.parse(closesAt) > now ? "section.openUntil" : "section.closedOn", { date: day });
}
