/** Replies that wait for the line, or that the server would not take: their words are never lost. */
import { useEffect, useState } from "preact/hooks";
import type { Question } from "../../../shared/contract.ts";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { TextButton } from "../../elements/button.tsx";
import { Problem, StatusLine } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import type { Unsent } from "../../live/unsent.ts";
import { insertInto } from "./quoting.ts";
import { useThreadHands } from "./thread-hands.ts";
import { replyBoxId } from "./thread-links.ts";
import { unsentBox } from "./unsent-box.ts";

export function UnsentReplies() {
  const { t } = useLanguage();
  const { myId, thread, put } = useThreadHands();
  const [waiting, setWaiting] = useState<readonly Unsent[]>([]);
  useEffect(() => {
    if (myId === null) return;
    const box = unsentBox(myId);
    const off = [
      box.waiting.subscribe(setWaiting),
      box.onSent(({ name }, reply) => name === "forum.createPost" && put(reply as PostView)),
    ];
    return () => {
      for (const each of off) each();
    };
  }, [myId]);

  const here = waiting.flatMap(({ name, input, refusal }) => {
    const post = input as Question<"forum.createPost">;
    return name === "forum.createPost" && post.threadId === thread.id ? [{ post, refusal }] : [];
  });
  return (
    <>
      {here.map(({ post, refusal }) => (
        <div class="unsent" key={post.id}>
          {refusal ? (
            <Problem
              code={refusal.code}
              actions={
                <>
                  <TextButton
                    onClick={() => {
                      const area = document.getElementById(replyBoxId());
                      if (area instanceof HTMLTextAreaElement) insertInto(area, post.body);
                      if (myId !== null) unsentBox(myId).discard(post.id);
                    }}
                  >
                    {t("forum.backIntoBox")}
                  </TextButton>
                  <TextButton onClick={() => myId !== null && unsentBox(myId).discard(post.id)}>
                    {t("forum.throwAway")}
                  </TextButton>
                </>
              }
            >
              <p dir="auto">{post.body}</p>
            </Problem>
          ) : (
            <>
              <p class="prose" dir="auto">
                {post.body}
              </p>
              <StatusLine icon="offline">{t("forum.waitsForLine")}</StatusLine>
            </>
          )}
        </div>
      ))}
    </>
  );
}
