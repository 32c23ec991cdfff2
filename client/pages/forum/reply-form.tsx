/** Where one writes a reply, to the thread or to one post of it: draft, mention, preview, sending. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { Button, PlainForm, TextButton } from "../../elements/button.tsx";
import { Composer } from "../../elements/composer.tsx";
import { Check } from "../../elements/form.tsx";
import { Problem } from "../../elements/notice.tsx";
import { useNameOf } from "../../elements/person.tsx";
import { Key, MarkdownBody } from "../../elements/text.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call, Lost, Refusal } from "../../live/call.ts";
import { connection } from "../../live/socket.ts";
import { quoteOf } from "./quoting.ts";
import { suggestPeople } from "./suggest-people.ts";
import { useThreadHands } from "./thread-hands.ts";
import { herePath, permanentPath, postPath, replyBoxId } from "./thread-links.ts";
import { useThreadSource } from "./thread-source.ts";
import { unsentBox } from "./unsent-box.ts";
import { UnsentReplies } from "./unsent-replies.tsx";
import { DraftStatus, useDraft } from "./use-draft.tsx";

const most = 20_000;

export interface ReplyFormProps {
  /** The post that is answered; absent: the thread. */
  to?: PostView | undefined;
  /** What stands in the box at first: the draft, a quote. */
  text: string;
  focused?: boolean | undefined;
  onClose?: (() => void) | undefined;
  /** Something that could not be sent waits in this browser. */
  unsent?: boolean | undefined;
}

export function ReplyForm({ to, text: first, focused, onClose }: ReplyFormProps) {
  const { t } = useLanguage();
  const { at, settings, go } = useHouse();
  const { thread, may, myId, put } = useThreadHands();
  const nameOf = useNameOf();
  const boxId = replyBoxId(to);
  const { problem: shown, typed } = useRefusedReply(to);
  const [id, renew] = useFormId();
  const [problem, setProblem] = useState<string | null>(shown?.code ?? null);
  const [language, setLanguage] = useState(typed["language"] || undefined);
  const [sending, setSending] = useState(false);
  const [said, setSaid] = useState<"forum.sent" | "forum.waitsForLine" | null>(null);
  const done = useRef("");
  const [preview, setPreview] = useState<{ html: string; language: string } | null>(null);
  const quote = useAskedQuote(Boolean(to));
  const draft = useDraft(
    to ? `post:${to.id}` : `thread:${thread.id}`,
    typed["body"] ?? [first, quote].filter(Boolean).join("\n\n"),
    Boolean(to),
  );

  useEffect(() => {
    if (focused) document.getElementById(boxId)?.focus();
  }, []);

  async function send(): Promise<void> {
    const body = draft.text.trim();
    const box = document.getElementById(boxId) as HTMLTextAreaElement | null;
    box?.focus();
    if (!body || sending || myId === null) return;
    setProblem(null);
    const asAsker = box?.form?.querySelector<HTMLInputElement>("input[name=asAsker]")?.checked ?? false;
    const going = unsentBox(myId).send("forum.createPost", {
      id,
      threadId: thread.id,
      body,
      replyTo: to?.id ?? null,
      asAsker,
      ...(language ? { language } : {}),
    });
    // Without a line it waits in this browser, and one can go on writing.
    if (!connection().connected) emptied("forum.waitsForLine");
    else setSending(true);
    try {
      const post = await going;
      emptied("forum.sent");
      if (!put(post)) go(postPath(post.threadId, post.number));
    } catch (thrown) {
      if (thrown instanceof Lost) emptied("forum.waitsForLine");
      else if (!(thrown instanceof Refusal)) throw thrown;
      else {
        if (thrown.code === "already-sent" || thrown.code === "id-taken") renew();
        draft.write(body);
        setProblem(thrown.code);
      }
    } finally {
      setSending(false);
    }
  }

  /** What was written has left the box; a word says how. */
  function emptied(word: "forum.sent" | "forum.waitsForLine"): void {
    setSaid(word);
    if (done.current === id) return;
    done.current = id;
    renew();
    draft.clear();
    setPreview(null);
  }

  async function togglePreview(): Promise<void> {
    if (preview) return setPreview(null);
    if (draft.text.trim()) setPreview(await call("forum.previewPost", { body: draft.text }));
  }

  return (
    <>
      {!to && <UnsentReplies />}
      <PlainForm
        operation="forum.createPost"
        fields={{ id, threadId: thread.id, replyTo: to?.id, _to: permanentPath(id), _from: herePath(at) }}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Composer
          id={boxId}
          label={to ? t("forum.replyTo", { name: nameOf(to.author) }) : t("forum.writeReply")}
          value={draft.text}
          onText={(text) => {
            setSaid(null);
            draft.write(text);
          }}
          onSend={() => void send()}
          most={most}
          required
          describedBy={problem ? `${boxId}-problem` : undefined}
          language={language}
          languages={settings.languages}
          onLanguage={(tag) => setLanguage(tag || undefined)}
          suggest={suggestPeople}
          status={
            <>
              <span role="status">{said && t(said)}</span>
              <DraftStatus state={draft.state} />
            </>
          }
          buttons={
            <>
              {onClose && <TextButton onClick={onClose}>{t("common.close")}</TextButton>}
              <Button small class="needs-script" pressed={Boolean(preview)} onClick={() => void togglePreview()}>
                {t("common.preview")}
              </Button>
              <Button small kind="primary" type="submit" busy={sending}>
                {t("forum.postReply")} <Key>Ctrl ↵</Key>
              </Button>
            </>
          }
        >
          {may.replyAsAsker && <Check name="asAsker" label={t("forum.asAsker")} note={t("forum.asAskerNote")} />}
          {problem && (
            <div id={`${boxId}-problem`}>
              <Problem code={problem} />
            </div>
          )}
          {preview && (
            <section class="preview" aria-label={t("common.preview")}>
              <MarkdownBody html={preview.html} language={preview.language} />
            </section>
          )}
        </Composer>
      </PlainForm>
    </>
  );
}

/** The quote that the address asks for, at the end of the thread. */
function useAskedQuote(below: boolean): string {
  const { form, quoted } = useThreadHands();
  const source = useThreadSource();
  return !below && form?.opened === "quote" && source && quoted
    ? quoteOf(quoted.author.name, quoted.id, source.body)
    : "";
}

/** What was refused of this very form, of the several on the page. */
function useRefusedReply(to: PostView | undefined) {
  const { problem, typed } = useRefused("forum.createPost");
  return (typed["replyTo"] ?? "") === (to?.id ?? "")
    ? { problem, typed }
    : { problem: null, typed: {} as typeof typed };
}
