/** Tells the server how far one has read: what stood in sight for a moment, without a gap, on any device. */
import { useEffect, useRef } from "preact/hooks";
import type { PostView } from "../../../shared/contracts/forum.ts";
import { call } from "../../live/call.ts";

const glance = 700;
const rest = 1500;

interface Reading {
  threadId: string;
  /** Visitors have no marks. */
  signedIn: boolean;
  /** Of this page. */
  posts: readonly PostView[];
  readUpTo: number;
  /** Called when a post comes into sight. */
  onSight?: (number: number) => void;
}

export function useReading({ threadId, signedIn, posts, readUpTo, onSight }: Reading): void {
  const seen = useRef(new Set<number>());
  const told = useRef(readUpTo);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const now = useRef({ posts, onSight });
  now.current = { posts, onSight };

  const tell = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const upTo = readTo(now.current.posts, seen.current, told.current);
    if (!signedIn || upTo <= told.current) return;
    told.current = upTo;
    call("forum.markThreadRead", { threadId, number: upTo }).catch(() => {
      told.current = readUpTo;
    });
  };

  const numbers = posts.map(({ number }) => number).join(" ");
  useEffect(() => {
    const waiting = new Map<number, ReturnType<typeof setTimeout>>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = numberOf(target);
          clearTimeout(waiting.get(number));
          if (!isIntersecting || document.visibilityState === "hidden") continue;
          now.current.onSight?.(number);
          waiting.set(
            number,
            setTimeout(() => {
              seen.current.add(number);
              timer.current ??= setTimeout(tell, rest);
            }, glance),
          );
        }
      },
      { rootMargin: "-52px 0px -10% 0px" },
    );
    for (const number of numbers.split(" ")) {
      const post = document.getElementById(`post-${number}`);
      // A post's own words, without the replies that are drawn below it.
      const words = post?.querySelector(".post-body") ?? post;
      if (words) observer.observe(words);
    }
    return () => {
      observer.disconnect();
      for (const one of waiting.values()) clearTimeout(one);
    };
  }, [threadId, numbers]);

  useEffect(() => {
    const onHidden = () => document.visibilityState === "hidden" && tell();
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      tell();
    };
  }, [threadId]);
}

const numberOf = (element: Element): number => Number(element.closest("[id^='post-']")?.id.slice("post-".length));

/** The largest number before which nothing of this page is unseen. */
export function readTo(posts: readonly Pick<PostView, "number">[], seen: ReadonlySet<number>, from: number): number {
  let upTo = from;
  for (const { number } of [...posts].sort((one, other) => one.number - other.number)) {
    if (number <= from) continue;
    if (!seen.has(number)) break;
    upTo = number;
  }
  return upTo;
}
