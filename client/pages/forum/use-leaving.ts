/** Removing one's own post: it goes from one's own screen at once, from everybody's when the ten seconds to take it back are over. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { newId } from "../../../shared/ids.ts";
import { useLanguage } from "../../language/language.ts";
import { call } from "../../live/call.ts";

const seconds = 10;

interface Leaving {
  readonly changeId: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

export function useLeaving(
  say: (text: string, undo?: () => void) => void,
  refused: (thrown: unknown) => void,
  put: (post: PostView) => void,
): { leaving: ReadonlySet<string>; remove: (post: PostView) => void } {
  const { t } = useLanguage();
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, Leaving>());

  const stay = (postId: string) => {
    clearTimeout(waiting.current.get(postId)?.timer);
    waiting.current.delete(postId);
    setLeaving(new Set(waiting.current.keys()));
  };

  async function go(postId: string): Promise<void> {
    const one = waiting.current.get(postId);
    if (!one) return;
    try {
      put(await call("forum.removePost", { postId, changeId: one.changeId }));
    } catch (thrown) {
      refused(thrown);
    }
    stay(postId);
  }

  useEffect(() => {
    // The page is left before the time is over: it was meant.
    const onLeave = () => {
      for (const [postId, { changeId }] of waiting.current)
        void fetch(`/api/posts/${postId}`, {
          method: "DELETE",
          keepalive: true,
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ changeId }),
        });
      waiting.current.clear();
    };
    addEventListener("pagehide", onLeave);
    return () => {
      removeEventListener("pagehide", onLeave);
      for (const { timer } of waiting.current.values()) clearTimeout(timer);
      onLeave();
    };
  }, []);

  return {
    leaving,
    remove(post) {
      const timer = setTimeout(() => void go(post.id), seconds * 1000);
      waiting.current.set(post.id, { changeId: newId(), timer });
      setLeaving(new Set(waiting.current.keys()));
      say(t("forum.wasRemoved"), () => stay(post.id));
    },
  };
}
