/** One question that waits: open it, or decline it with a reason. What another decided stands in its place. */
import { useEffect, useState } from "preact/hooks";
import type { TriageView } from "../../../shared/contracts/moderation.ts";
import { Button, LinkButton, PlainForm, TextLink } from "../../elements/button.tsx";
import { Row } from "../../elements/layout.tsx";
import { Notice } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Numeral, Plate, Said, Time } from "../../elements/text.tsx";
import { useFormId } from "../../form-id.ts";
import { useLanguage } from "../../language/language.ts";
import type { At } from "../../page.ts";
import { FormProblems } from "../field-problems.tsx";
import { Joined } from "../joined.tsx";
import { useSending } from "../use-sending.ts";
import { DeclineForm } from "./decline-form.tsx";
import { declinePath, threadOf, triagePath } from "./triage-links.ts";
import type { Outcome, useTriage } from "./use-triage.ts";

interface TriageEntryProps {
  item: TriageView;
  outcome: Outcome | undefined;
  triage: ReturnType<typeof useTriage>;
  at: At;
}

export function TriageEntry({ item, outcome, triage, at }: TriageEntryProps) {
  const { t, rich } = useLanguage();
  const nameOf = useNameOf();
  const [typed, setTyped] = useState("");
  const { id, text, language, author, section, votes, createdAt } = item;
  return (
    <li id={`item-${id}`}>
      {votes !== null && (
        <b>
          <span aria-hidden="true">
            <Numeral value={votes} />
          </span>
          <span class="visually-hidden">{t("common.votes", { count: votes })}</span>
        </b>
      )}
      <div>
        <Said language={language}>{text}</Said>
        <p class="meta">
          <Joined
            facts={[
              <>
                <bdi>{nameOf(author)}</bdi> <Plate language={language} />
              </>,
              rich("triage.inSection", { section: <bdi>{section.title}</bdi> }),
              rich("triage.asked", { time: <Time at={createdAt} kind="short" /> }),
            ]}
          />
        </p>
        {outcome ? (
          <Decided item={item} outcome={outcome} typed={typed} />
        ) : (
          <Verbs item={item} triage={triage} at={at} onText={setTyped} />
        )}
      </div>
    </li>
  );
}

type VerbsProps = Pick<TriageEntryProps, "item" | "triage" | "at"> & { onText: (text: string) => void };

function Verbs({ item, triage, at, onText }: VerbsProps) {
  const { t } = useLanguage();
  const [changeId] = useFormId();
  const [declining, setDeclining] = useState(at.query["decline"] === item.id);
  const threadId = threadOf(item);
  const { refused, busy, send } = useSending("forum.openHeldThread", (typed) => typed["threadId"] === threadId);
  useEffect(() => {
    if (refused?.code === "moved-on") triage.movedOn(item.id);
  }, [refused]);
  if (item.kind === "held-post") return <See item={item} />;

  async function open(event: Event): Promise<void> {
    event.preventDefault();
    if (await send({ threadId, changeId })) triage.decided(item.id, "open");
  }

  return (
    <>
      <FormProblems refused={refused} fields={[]} />
      <Row class="space">
        <PlainForm
          operation="forum.openHeldThread"
          bare
          fields={{ threadId, changeId, _to: triagePath(at, { done: "open" }), _from: triagePath(at) }}
          onSubmit={open}
        >
          <Button small kind="primary" type="submit" busy={busy}>
            {t("triage.open")} <Which item={item} />
          </Button>
        </PlainForm>
        <LinkButton
          small
          kind="danger"
          href={declining ? triagePath(at) : declinePath(at, item.id)}
          onClick={(event) => {
            event.preventDefault();
            setDeclining(!declining);
          }}
        >
          {t("triage.decline")} <Which item={item} />
        </LinkButton>
        <See item={item} />
      </Row>
      {declining && (
        <DeclineForm item={item} triage={triage} at={at} onText={onText} onCancel={() => setDeclining(false)} />
      )}
    </>
  );
}

/** Read out with a verb that stands beside many of its kind. */
const Which = ({ item }: { item: TriageView }) => (
  <span class="visually-hidden" lang={item.language}>
    {item.text}
  </span>
);

function See({ item }: { item: TriageView }) {
  const { t } = useLanguage();
  return (
    <TextLink href={item.link}>
      {t("triage.see")} <Which item={item} />
    </TextLink>
  );
}

/** In the place of the verbs: what was decided, by whom, and what one had typed meanwhile. */
function Decided({ item, outcome, typed }: { item: TriageView; outcome: Outcome; typed: string }) {
  const { t, rich } = useLanguage();
  const nameOf = useNameOf();
  if (outcome.by === "me") {
    const open = outcome.what === "open";
    return (
      <div role="status">
        <Notice class="space" icon="check" actions={open && <See item={item} />}>
          <b>{t(open ? "triage.youOpened" : "triage.youDeclined")}</b>{" "}
          {t(open ? "triage.youOpenedHelp" : "triage.youDeclinedHelp")}
        </Notice>
      </div>
    );
  }
  const { decision } = outcome;
  const name = decision && <bdi>{nameOf(decision.by)}</bdi>;
  return (
    <div role="status">
      <Notice class="space" state="unread" actions={<TextLink href="/decisions">{t("triage.seeDecision")}</TextLink>}>
        <b>
          {name
            ? rich(decision?.kind === "open-held" ? "triage.byOther.open" : "triage.byOther.decline", { name })
            : t("triage.gone")}
        </b>{" "}
        {decision?.reason && <bdi>{decision.reason}</bdi>}
        {typed && (
          <p class="space">
            {`${t("triage.yourText")}: `}
            <bdi>{typed}</bdi>
          </p>
        )}
      </Notice>
    </div>
  );
}
