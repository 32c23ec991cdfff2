/** Editing a post in its place; somebody else's change meanwhile is shown, never overwritten unseen. */
import { useEffect, useState } from "preact/hooks";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { Button, LinkButton, PlainForm, TextButton } from "../../elements/button.tsx";
import { Composer } from "../../elements/composer.tsx";
import { Notice, Problem } from "../../elements/notice.tsx";
import { MarkdownBody } from "../../elements/text.tsx";
import { Skeleton } from "../../elements/waiting.tsx";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call, Refusal } from "../../live/call.ts";
import { suggestPeople } from "./suggest-people.ts";
import { useThreadHands } from "./thread-hands.ts";
import { closedPath, herePath, permanentPath } from "./thread-links.ts";
import { useThreadSource } from "./thread-source.ts";
import { DraftStatus, useDraft } from "./use-draft.tsx";

interface Source {
  readonly body: string;
  readonly language: string;
  readonly version: number;
}

export function EditForm({ post }: { post: PostView }) {
  const given = useThreadSource();
  const { refused } = useThreadHands();
  const [source, setSource] = useState<Source | null>(given);
  useEffect(() => {
    if (!source) call("forum.readPostSource", { postId: post.id }).then(setSource, refused);
  }, []);
  return source ? <Editor post={post} source={source} /> : <Skeleton />;
}

function Editor({ post, source }: { post: PostView; source: Source }) {
  const { t } = useLanguage();
  const { at, settings } = useHouse();
  const { changeId, open, put } = useThreadHands();
  const { problem: shown, typed } = useRefused("forum.editPost");
  const [problem, setProblem] = useState<string | undefined>(shown?.code);
  const [language, setLanguage] = useState(typed["language"] || source.language);
  const [version, setVersion] = useState(source.version);
  const [saving, setSaving] = useState(false);
  const draft = useDraft(`edit:${post.id}`, typed["body"] ?? source.body, false);
  const boxId = `edit-${post.id}`;
  const moved = problem === "moved-on";

  useEffect(() => document.getElementById(boxId)?.focus(), []);

  function close(): void {
    draft.clear();
    open(null);
  }

  async function save(): Promise<void> {
    const body = draft.text.trim();
    if (!body || saving) return;
    setSaving(true);
    setProblem(undefined);
    try {
      put(await call("forum.editPost", { postId: post.id, changeId: newId(), body, language, version }));
      close();
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      setProblem(thrown.code);
    } finally {
      setSaving(false);
    }
  }

  return (
    <PlainForm
      id="opened"
      operation="forum.editPost"
      fields={{ postId: post.id, changeId, version, _to: permanentPath(post.id), _from: herePath(at) }}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Composer
        id={boxId}
        label={t("forum.editPost", { number: post.number })}
        value={draft.text}
        onText={(text) => draft.write(text)}
        onSend={() => void save()}
        rows={6}
        most={20_000}
        required
        language={language}
        languages={settings.languages}
        onLanguage={(tag) => setLanguage(tag || source.language)}
        suggest={suggestPeople}
        status={<DraftStatus state={draft.state} />}
        buttons={
          <>
            <LinkButton
              small
              href={closedPath(at)}
              onClick={(event) => {
                event.preventDefault();
                close();
              }}
            >
              {t("common.cancel")}
            </LinkButton>
            <Button small kind="primary" type="submit" busy={saving}>
              {t("common.save")}
            </Button>
          </>
        }
      >
        {moved ? (
          <Notice
            state="unread"
            actions={
              <TextButton
                onClick={() => {
                  setVersion(post.version);
                  setProblem(undefined);
                }}
              >
                {t("forum.keepMine")}
              </TextButton>
            }
          >
            <b>{t("forum.changedMeanwhile")}</b>
            {post.html !== null && <MarkdownBody html={post.html} language={post.language} small />}
          </Notice>
        ) : (
          problem && <Problem code={problem} />
        )}
      </Composer>
    </PlainForm>
  );
}
