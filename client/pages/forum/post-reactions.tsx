/** Thanks and insight: quiet words with a number; pressing again takes one's own back. */
import { useRef, useState } from "preact/hooks";
import type { PostView, Reaction } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { PlainForm } from "../../elements/button.tsx";
import type { IconName } from "../../elements/icon.tsx";
import { ReactionButton } from "../../elements/vote.tsx";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";
import { asWished } from "../as-wished.ts";
import { useThreadHands } from "./thread-hands.ts";
import { postPath } from "./thread-links.ts";

const reactions: readonly (readonly [Reaction, IconName])[] = [
  ["heart", "heart"],
  ["insight", "bulb"],
];

export function PostReactions({ post }: { post: PostView }) {
  const { myId } = useThreadHands();
  const mayReact = myId !== null && post.author.id !== myId;
  const shown = reactions.filter(([reaction]) => mayReact || post.reactions[reaction].length > 0);
  return (
    <>
      {shown.map(([reaction, icon]) => (
        <OneReaction key={reaction} post={post} reaction={reaction} icon={icon} />
      ))}
    </>
  );
}

function OneReaction({ post, reaction, icon }: { post: PostView; reaction: Reaction; icon: IconName }) {
  const { t } = useLanguage();
  const { myId, changeId, put, refused } = useThreadHands();
  /** Shown as done until the server has said so. */
  const [wish, setWish] = useState<boolean | null>(null);
  const latest = useRef(wish);
  const who = post.reactions[reaction];
  const mine = myId !== null && who.includes(myId);
  const on = wish ?? mine;

  async function press(event: Event): Promise<void> {
    event.preventDefault();
    const underWay = latest.current !== null;
    const on = !(latest.current ?? mine);
    show(on);
    if (underWay) return;
    try {
      await asWished(
        () => latest.current ?? on,
        async (now) => put(await call("forum.react", { postId: post.id, changeId: newId(), reaction, on: now })),
      );
    } catch (thrown) {
      refused(thrown);
    }
    show(null);
  }
  function show(on: boolean | null): void {
    latest.current = on;
    setWish(on);
  }

  return (
    <PlainForm
      operation="forum.react"
      bare
      fields={{ postId: post.id, changeId, reaction, on: !mine, _to: postPath(post.threadId, post.number) }}
      onSubmit={press}
    >
      <ReactionButton
        icon={icon}
        label={t(`reaction.${reaction}`)}
        count={who.length + (on === mine ? 0 : on ? 1 : -1)}
        pressed={on}
        disabled={myId === null || post.author.id === myId}
      />
    </PlainForm>
  );
}
