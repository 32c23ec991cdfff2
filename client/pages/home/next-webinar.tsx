/** The next live hour, and what became of the questions of the last one. */
import type { DialogueRow } from "../../../shared/contracts/dialogues.ts";
import type { WebinarView } from "../../../shared/contracts/webinars.ts";
import { LinkButton } from "../../elements/button.tsx";
import { OutcomeBar, Outcomes } from "../../elements/figures.tsx";
import { Live } from "../../elements/icon.tsx";
import { Section, Two } from "../../elements/layout.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Said } from "../../elements/text.tsx";
import { useLanguage } from "../../language/language.ts";
import { When } from "../webinars/when.tsx";

const going = new Set<WebinarView["state"]>(["scheduled", "open", "paused"]);

export function NextWebinar({ rows }: { rows: readonly DialogueRow[] }) {
  const { t } = useLanguage();
  const all = rows.flatMap(({ webinars }) => webinars);
  const next = all
    .filter(({ state }) => going.has(state))
    .sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))[0];
  const last = all.filter(({ outcomes }) => outcomes).sort((one, other) => (one.startsAt < other.startsAt ? 1 : -1))[0];
  if (!next && !last) return null;
  return (
    <Section title={t(next ? "home.nextWebinar" : "home.lastWebinar")}>
      <Two>
        {next ? <Coming webinar={next} /> : last && <Held webinar={last} />}
        {last?.outcomes && <Fates webinar={last} outcomes={last.outcomes} alone={!next} />}
      </Two>
    </Section>
  );
}

function Coming({ webinar }: { webinar: WebinarView }) {
  const { t, rich, now = 0 } = useLanguage();
  const nameOf = useNameOf();
  const live = webinar.state !== "scheduled";
  const minutes = Math.round((Date.parse(webinar.startsAt) - now) / 60_000);
  const names = webinar.panellists.map((person) => nameOf(person));
  return (
    <div>
      <Said as="h3" language={webinar.language}>
        <a href={`/webinars/${webinar.id}`}>{webinar.title}</a>
      </Said>
      <p>
        {live && (
          <>
            <Live />{" "}
          </>
        )}
        <When webinar={webinar} /> {!live && minutes > 0 && <span class="meta">· {inWords(minutes, t)}</span>}
      </p>
      {names.length > 0 && (
        <p class="narrow space">
          {rich("home.panel", {
            count: names.length,
            names: names.map((name, at) => [at > 0 && t("home.and"), <bdi key={name}>{name}</bdi>]),
          })}
        </p>
      )}
      <p class="row space">
        <LinkButton href={`/webinars/${webinar.id}`}>{t(live ? "home.enter" : "home.toWebinar")}</LinkButton>
      </p>
    </div>
  );
}

function inWords(minutes: number, t: ReturnType<typeof useLanguage>["t"]): string {
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return t("home.in", { time: t("common.days", { count: days }) });
  if (hours > 0) return t("home.in", { time: t("common.hours", { count: hours }) });
  return t("home.in", { time: t("common.minutes", { count: minutes }) });
}

function Held({ webinar }: { webinar: WebinarView }) {
  return (
    <div>
      <Said as="h3" language={webinar.language}>
        <a href={`/webinars/${webinar.id}`}>{webinar.title}</a>
      </Said>
      <p>
        <When webinar={webinar} />
      </p>
    </div>
  );
}

function Fates({
  webinar,
  outcomes,
  alone,
}: {
  webinar: WebinarView;
  outcomes: NonNullable<WebinarView["outcomes"]>;
  alone: boolean;
}) {
  const { t, rich, number } = useLanguage();
  const { answered, carried, answeredInForum } = outcomes;
  const rest = outcomes.merged + outcomes.declined + outcomes.withdrawn;
  const words = (key: Parameters<typeof rich>[0], count: number) =>
    rich(key, { count, answered: answeredInForum }, { count: <b class="num">{number(count)}</b> });
  return (
    <div>
      <p class="label">{t(alone ? "home.fates" : "home.fatesOfLast")}</p>
      <OutcomeBar
        label={t("home.fatesLabel", { title: webinar.title, answered, carried, rest })}
        shares={[
          { state: "answered", count: answered },
          { state: "carried", count: carried },
          { state: "open", count: rest },
        ]}
      />
      <Outcomes
        items={[
          { state: "answered", count: answered, words: words("home.answered", answered) },
          {
            state: "carried",
            count: carried,
            words: words(answeredInForum > 0 ? "home.carriedAnswered" : "home.carried", carried),
          },
          { state: "merged", count: rest, words: words("home.rest", rest) },
        ]}
      />
    </div>
  );
}
