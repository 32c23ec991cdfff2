/** The forms behind a press: editing a post, hiding it with a reason, correcting its language, changing a title. */
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { OperationName, Question, Reply } from "../../../shared/contract.ts";
import type { PostView, ThreadView } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { languageName } from "../../../shared/languages.ts";
import { Button, LinkButton, PlainForm } from "../../elements/button.tsx";
import { Dialog } from "../../elements/floating.tsx";
import { FormRows, SelectField, TextField } from "../../elements/form.tsx";
import { Problem } from "../../elements/notice.tsx";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call, Refusal } from "../../live/call.ts";
import { type OpenedForm, useThreadHands } from "./thread-hands.ts";
import { closedPath, herePath, permanentPath } from "./thread-links.ts";

export { EditForm } from "./edit-form.tsx";

/** The dialog that the address or a press opened. */
export function OpenedForms({ form, post }: { form: OpenedForm; post: PostView | undefined }) {
  if (form.opened === "title") return <TitleForm />;
  if (form.opened === "lock") return <LockForm />;
  if (!post) return null;
  if (form.opened === "hide") return <HideForm post={post} />;
  if (form.opened === "restore") return <RestoreForm post={post} />;
  if (form.opened === "language") return <LanguageForm post={post} />;
  if (form.opened === "remove") return <RemoveForm post={post} />;
  return null;
}

interface AskProps<N extends OperationName> {
  operation: N;
  title: string;
  /** What goes along unseen. */
  fields: Readonly<Record<string, string | boolean>>;
  /** The input, from what was filled in. */
  input: (typed: FormData, changeId: string) => Question<N>;
  done: (answer: Reply<N>) => void;
  verb: string;
  danger?: boolean;
  to: string;
  children?: ComponentChildren;
}

/** A dialog that asks one thing, then does it: in place with script, as a form of the page without. */
function Ask<N extends OperationName>({
  operation,
  title,
  fields,
  input,
  done,
  verb,
  danger,
  to,
  children,
}: AskProps<N>) {
  const { t } = useLanguage();
  const { at, open, changeId } = useThreadHands();
  const { problem: shown } = useRefused(operation);
  const [code, setCode] = useState<string | undefined>(shown?.code);
  const [busy, setBusy] = useState(false);
  const id = useRef(newId());

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      done(await call(operation, input(new FormData(event.currentTarget as HTMLFormElement), id.current)));
      open(null);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      setCode(thrown.code);
      id.current = newId();
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} open id="opened" onClose={() => open(null)} actions={null}>
      <PlainForm operation={operation} fields={{ ...fields, changeId, _to: to, _from: herePath(at) }} onSubmit={send}>
        {code && <Problem code={code} />}
        <FormRows>{children}</FormRows>
        <div class="row space">
          <Button type="submit" kind={danger ? "danger" : "primary"} busy={busy}>
            {verb}
          </Button>
          <LinkButton
            href={closedPath(at)}
            onClick={(event) => {
              event.preventDefault();
              open(null);
            }}
          >
            {t("common.cancel")}
          </LinkButton>
        </div>
      </PlainForm>
    </Dialog>
  );
}

const textOf = (typed: FormData, name: string): string => String(typed.get(name) ?? "");

function HideForm({ post }: { post: PostView }) {
  const { t } = useLanguage();
  const { put, say, refused } = useThreadHands();
  const undo = () =>
    void call("forum.restorePost", { postId: post.id, changeId: newId(), reason: "" }).then(put, refused);
  return (
    <Ask
      operation="forum.hidePost"
      title={t("forum.hideTitle", { number: post.number })}
      fields={{ postId: post.id }}
      input={(typed, changeId) => ({ postId: post.id, changeId, reason: textOf(typed, "reason") })}
      done={(hidden) => {
        put(hidden);
        say(t("forum.wasHidden"), undo);
      }}
      verb={t("forum.hide")}
      danger
      to={permanentPath(post.id)}
    >
      <TextField id="reason" label={t("common.reason")} help={t("forum.reasonHelp")} required maxLength={400} />
    </Ask>
  );
}

function RestoreForm({ post }: { post: PostView }) {
  const { t } = useLanguage();
  const { put, say } = useThreadHands();
  return (
    <Ask
      operation="forum.restorePost"
      title={t("forum.restoreTitle", { number: post.number })}
      fields={{ postId: post.id }}
      input={(typed, changeId) => ({ postId: post.id, changeId, reason: textOf(typed, "reason") })}
      done={(shown) => {
        put(shown);
        say(t("forum.wasRestored"));
      }}
      verb={t("forum.restore")}
      to={permanentPath(post.id)}
    >
      <TextField id="reason" label={t("common.reason")} help={t("common.optional")} maxLength={400} />
    </Ask>
  );
}

function RemoveForm({ post }: { post: PostView }) {
  const { t } = useLanguage();
  const { put } = useThreadHands();
  return (
    <Ask
      operation="forum.removePost"
      title={t("forum.removeTitle", { number: post.number })}
      fields={{ postId: post.id }}
      input={(_typed, changeId) => ({ postId: post.id, changeId })}
      done={put}
      verb={t("forum.remove")}
      danger
      to={permanentPath(post.id)}
    >
      <p>{t("forum.removeHelp")}</p>
    </Ask>
  );
}

function LanguageForm({ post }: { post: PostView }) {
  const { t } = useLanguage();
  const { settings } = useHouse();
  const { put, say } = useThreadHands();
  const tags = settings.languages.includes(post.language) ? settings.languages : [post.language, ...settings.languages];
  return (
    <Ask
      operation="forum.correctLanguage"
      title={t("forum.correctLanguage")}
      fields={{ postId: post.id }}
      input={(typed, changeId) => ({ postId: post.id, changeId, language: textOf(typed, "language") })}
      done={(corrected) => {
        put(corrected);
        say(t("common.saved"));
      }}
      verb={t("common.save")}
      to={permanentPath(post.id)}
    >
      <SelectField
        id="language"
        label={t("composer.language")}
        value={post.language}
        options={tags.map((tag) => ({ value: tag, label: languageName(tag), language: tag }))}
      />
    </Ask>
  );
}

function TitleForm() {
  const { t } = useLanguage();
  const { thread, at, putThread } = useThreadHands();
  return (
    <Ask
      operation="forum.editTitle"
      title={t("forum.editTitle")}
      fields={{ threadId: thread.id }}
      input={(typed, changeId) => ({ threadId: thread.id, changeId, title: textOf(typed, "title") })}
      done={(changed: ThreadView) => putThread(changed)}
      verb={t("common.save")}
      to={closedPath(at)}
    >
      <TextField
        id="title"
        label={t("forum.title")}
        defaultValue={thread.title}
        required
        minLength={3}
        maxLength={160}
        dir="auto"
      />
    </Ask>
  );
}

function LockForm() {
  const { t } = useLanguage();
  const { thread, at, putThread, say } = useThreadHands();
  const locked = thread.state !== "locked";
  return (
    <Ask
      operation="forum.lockThread"
      title={t(locked ? "forum.lockTitle" : "forum.unlockTitle")}
      fields={{ threadId: thread.id, locked }}
      input={(typed, changeId) => ({ threadId: thread.id, changeId, locked, reason: textOf(typed, "reason") })}
      done={(changed: ThreadView) => {
        putThread(changed);
        say(t(locked ? "forum.wasLocked" : "forum.wasUnlocked"));
      }}
      verb={t(locked ? "forum.lock" : "forum.unlock")}
      to={closedPath(at)}
    >
      <TextField id="reason" label={t("common.reason")} help={t("common.optional")} maxLength={400} />
    </Ask>
  );
}
