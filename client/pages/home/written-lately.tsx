/** What was written lately, each in its own language: the newest line of four threads. */
import type { ThreadRow } from "../../../shared/contracts/forum.ts";
import { useNameOf } from "../../elements/person.tsx";
import { Plate, Said, Time } from "../../elements/text.tsx";
import { useLanguage } from "../../language/language.ts";
import { useStream } from "../use-stream.ts";
import { cutAt } from "./beginning.ts";

export function WrittenLately({ rows }: { rows: readonly ThreadRow[] }) {
  const { t } = useLanguage();
  const nameOf = useNameOf();
  const { things } = useStream("home", "", { thread: rows.map(({ thread }) => thread) });
  const latest = things("thread")
    .filter(({ state, lastPost }) => lastPost && (state === "open" || state === "locked"))
    .sort((one, other) => ((one.lastPost?.at ?? "") < (other.lastPost?.at ?? "") ? 1 : -1))
    .slice(0, 4);
  if (latest.length === 0) return null;
  return (
    <section aria-label={t("home.writtenLately")}>
      <p class="label">{t("home.writtenLately")}</p>
      <ul class="said space">
        {latest.map(({ id, title, lastPost }) =>
          lastPost ? (
            <li key={id}>
              <Plate language={lastPost.language} />
              <div>
                <Said language={lastPost.language}>
                  <a href={`/threads/${id}/${lastPost.number}`} title={title}>
                    {cutAt(lastPost.excerpt, 90)}
                  </a>
                </Said>
                <p class="meta">
                  <bdi>{nameOf(lastPost.author)}</bdi> · <Time at={lastPost.at} kind="short" />
                </p>
              </div>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  );
}
