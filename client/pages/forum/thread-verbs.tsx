/** What one presses on a thread's page, fetched together. */
export { PostReactions } from "./post-reactions.tsx";
export { PostVerbs } from "./post-verbs.tsx";
export { HeldNotice, ThreadActions } from "./thread-actions.tsx";
