/** The chat of the hour: what was said before is there to read, what is said from now on is read out. */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatLineView } from "../../../../shared/contracts/webinars.ts";
import { newId } from "../../../../shared/ids.ts";
import { ActionButton, Button, PlainForm, TextButton } from "../../../elements/button.tsx";
import { Dialog } from "../../../elements/floating.tsx";
import { TextField } from "../../../elements/form.tsx";
import { Problem } from "../../../elements/notice.tsx";
import { ChatLine, ChatLog, SayLine } from "../../../elements/room/chat.tsx";
import { Said } from "../../../elements/text.tsx";
import { Empty } from "../../../elements/waiting.tsx";
import { useFormId } from "../../../form-id.ts";
import { useHouse, useRefused } from "../../../house.ts";
import { useLanguage } from "../../../language/language.ts";
import { call, Refusal } from "../../../live/call.ts";
import { byAge } from "../question-order.ts";
import type { Hour } from "../use-hour.ts";
import { useRefusalText } from "../use-toasts.ts";
import { herePath } from "../webinar-links.ts";

const page = 50;

export function RoomChat({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const { me } = useHouse();
  const myId = me.person?.id ?? null;
  const { chat, webinar, may } = hour;
  const [older, setOlder] = useState<readonly ChatLineView[]>([]);
  const [whole, setWhole] = useState(chat.length < page);
  const [removing, setRemoving] = useState<ChatLineView | null>(null);
  // What was there when one came is not read out.
  const [before] = useState(() => new Set(chat.map(({ id }) => id)));
  const box = useRef<HTMLDivElement>(null) as RefObject<HTMLDivElement>;
  useFollowing(box, chat.length);

  const lines = [...new Map([...older, ...chat].map((line) => [line.id, line])).values()].sort(byAge);
  const draw = (line: ChatLineView) => (
    <ChatLine
      key={line.id}
      author={line.author}
      badge={line.badge ? t(`webinar.badge.${line.badge}`) : undefined}
      at={line.createdAt}
      language={line.language}
      text={line.text}
      hidden={line.removed}
      actions={
        !line.removed &&
        (may.moderate || (myId !== null && line.author.id === myId)) && (
          <ActionButton class="needs-script chat-remove" icon="x" onClick={() => setRemoving(line)}>
            {t("common.remove")}
            <span class="visually-hidden">{` ${line.author.name}`}</span>
          </ActionButton>
        )
      }
    />
  );
  const showOlder = async () => {
    const { lines: found } = await call("webinars.listChat", {
      webinarId: webinar.id,
      ...(lines[0] ? { before: lines[0].createdAt, beforeId: lines[0].id } : {}),
    });
    for (const { id } of found) before.add(id);
    setOlder((known) => [...found, ...known]);
    setWhole(found.length < page);
  };

  return (
    <>
      <ChatLog
        label={t("webinar.chat")}
        box={box}
        earlier={
          <>
            {!whole && (
              <li class="needs-script">
                <TextButton onClick={() => void showOlder()}>{t("webinar.earlierLines")}</TextButton>
              </li>
            )}
            {lines.filter(({ id }) => before.has(id)).map(draw)}
            {lines.length === 0 && (
              <li>
                <Empty title={t("webinar.noChat")}>{t(may.chat ? "webinar.sayHello" : "webinar.chatClosed")}</Empty>
              </li>
            )}
          </>
        }
      >
        {lines.filter(({ id }) => !before.has(id)).map(draw)}
      </ChatLog>
      <SayForm hour={hour} />
      {removing && (
        <RemoveLine
          line={removing}
          put={hour.putLine}
          onClose={() => {
            setRemoving(null);
            box.current?.focus();
          }}
        />
      )}
    </>
  );
}

/** Stays at the end while one is at the end; whoever reads above is left there. */
function useFollowing(box: { current: HTMLDivElement | null }, length: number) {
  const atEnd = useRef(true);
  useEffect(() => {
    const log = box.current;
    if (!log) return;
    const note = () => {
      atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    };
    log.addEventListener("scroll", note, { passive: true });
    return () => log.removeEventListener("scroll", note);
  }, []);
  useLayoutEffect(() => {
    const log = box.current;
    if (log && atEnd.current) log.scrollTop = log.scrollHeight;
  }, [length]);
}

function SayForm({ hour }: { hour: Hour }) {
  const { t } = useLanguage();
  const { at } = useHouse();
  const wordsOf = useRefusalText();
  const { problem: shown, typed } = useRefused("webinars.sendChatLine");
  const [id, renew] = useFormId();
  const [text, setText] = useState(typed["text"] ?? "");
  const [problem, setProblem] = useState<string | null>(shown ? t(`problem.${shown.code}`) : null);
  if (!hour.may.chat && !text) return null;

  async function say(event: Event): Promise<void> {
    event.preventDefault();
    const words = text.trim();
    if (!words) return;
    setProblem(null);
    setText("");
    renew();
    try {
      hour.putLine(await call("webinars.sendChatLine", { id, webinarId: hour.webinar.id, text: words }));
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.code === "already-sent") return;
      // What was typed meanwhile is not lost either.
      setText((since) => (since ? `${words} ${since}` : words));
      setProblem(wordsOf(thrown));
    }
  }
  return (
    <>
      {problem && <Problem title={problem} />}
      <PlainForm
        class="say"
        operation="webinars.sendChatLine"
        fields={{ id, webinarId: hour.webinar.id, _to: herePath(at), _from: herePath(at) }}
        onSubmit={say}
      >
        <SayLine label={t("webinar.writeToEveryone")} value={text} onText={setText} />
      </PlainForm>
    </>
  );
}

function RemoveLine({
  line,
  put,
  onClose,
}: {
  line: ChatLineView;
  put: (line: ChatLineView) => void;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const wordsOf = useRefusalText();
  const [problem, setProblem] = useState<string | null>(null);
  async function remove(event: Event): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? "");
    try {
      put(await call("webinars.removeChatLine", { chatLineId: line.id, changeId: newId(), reason }));
      onClose();
    } catch (thrown) {
      setProblem(wordsOf(thrown));
    }
  }
  return (
    <Dialog
      title={t("webinar.removeLine")}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" type="submit" form="remove-line">
            {t("common.remove")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </>
      }
    >
      <Said language={line.language}>{line.text}</Said>
      <form id="remove-line" class="form space" onSubmit={remove}>
        {problem && <Problem title={problem} />}
        <TextField id="reason" label={`${t("common.reason")} (${t("common.optional")})`} maxLength={400} />
      </form>
    </Dialog>
  );
}
