/** What was before: a line for every day of every dialogue, and a table of them. */
import type { DialogueRow } from "../../../shared/contracts/dialogues.ts";
import { Section } from "../../elements/layout.tsx";
import { Table } from "../../elements/lists.tsx";
import { Ruler, type RulerBar } from "../../elements/ruler.tsx";
import { Numeral, Said, Time } from "../../elements/text.tsx";
import { useLanguage } from "../../language/language.ts";

const shown = 6;

export function PastDialogues({ rows, open }: { rows: readonly DialogueRow[]; open: readonly DialogueRow[] }) {
  const { t } = useLanguage();
  return (
    <Section title={t("home.past")}>
      <YearsRuler rows={[...rows, ...open]} past={rows.length} />
      <div class="space-large">
        <Table
          label={t("home.past")}
          columns={[
            { label: t("home.number"), silent: true },
            { label: t("home.dialogue") },
            { label: t("home.held"), extra: true },
            { label: t("home.posts"), number: true },
            { label: t("home.countries"), number: true, extra: true },
          ]}
          rows={rows.slice(0, shown).map(({ dialogue, posts, countries }) => [
            <span class="num meta">{dialogue.number !== null && <Numeral value={dialogue.number} />}</span>,
            <a href={`/dialogues/${dialogue.slug}`}>
              <Said as="b" language={dialogue.language}>
                {dialogue.title}
              </Said>
            </a>,
            <span class="meta">
              <Time at={dialogue.opensAt} kind="monthYear" />
            </span>,
            <Numeral value={posts} />,
            <Numeral value={countries} />,
          ])}
        />
      </div>
      {rows.length > shown && (
        <p class="space">
          <a class="text-link" href="/dialogues">
            {t("home.allPast", { count: rows.length })}
          </a>
        </p>
      )}
    </Section>
  );
}

/** Every dialogue beside the one before it: a thin line for each of its days. */
function YearsRuler({ rows, past }: { rows: readonly DialogueRow[]; past: number }) {
  const { t, time } = useLanguage();
  const inOrder = [...rows].sort((one, other) => (one.dialogue.opensAt < other.dialogue.opensAt ? -1 : 1));
  const most = Math.max(1, ...inOrder.flatMap(({ days }) => days.map(({ posts }) => posts)));
  const gap = 4;
  const whole = inOrder.reduce((sum, { days }) => sum + days.length + gap, -gap);
  const bars: RulerBar[] = [];
  const captions: { at: number; text: string }[] = [];
  let from = 0;
  let latest = -100;
  for (const { dialogue, days } of inOrder) {
    const at = (100 * from) / whole;
    // Captions stand apart from each other, whatever lies between them.
    if (at - latest > 9 && at < 92) {
      captions.push({ at: from === 0 ? 0 : at, text: time(dialogue.opensAt, "monthYear") });
      latest = at;
    }
    for (const [index, { posts }] of days.entries()) {
      if (posts === 0) continue;
      bars.push({
        at: (100 * (from + index)) / whole,
        width: 60 / whole,
        height: Math.max(1.5, (40 * posts) / most),
        kind: "ink",
      });
    }
    from += days.length + gap;
  }
  return (
    <>
      <Ruler label={t("home.yearsLabel", { count: past })} ticks={0} height={44} bars={bars} captions={captions} />
      <p class="meta space">{t("home.years", { count: past })}</p>
    </>
  );
}
