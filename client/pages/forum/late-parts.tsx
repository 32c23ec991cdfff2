/** What of a thread's page sleeps until it is wanted: everything that one presses, fills in or writes in. */
import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import { HouseContext } from "../../house.ts";
import { Language } from "../../language/language.ts";
import { late } from "../late.tsx";
import { ThreadHandsContext } from "./thread-hands.ts";
import { ThreadSource } from "./thread-source.ts";

function useAround(): (part: VNode) => VNode {
  const language = useContext(Language);
  const house = useContext(HouseContext);
  const hands = useContext(ThreadHandsContext);
  const source = useContext(ThreadSource);
  return (part) => (
    <Language.Provider value={language}>
      <HouseContext.Provider value={house}>
        <ThreadHandsContext.Provider value={hands}>
          <ThreadSource.Provider value={source}>{part}</ThreadSource.Provider>
        </ThreadHandsContext.Provider>
      </HouseContext.Provider>
    </Language.Provider>
  );
}

const verbs = () => import("./thread-verbs.tsx");
const forms = () => import("./thread-forms.tsx");

export const PostReactions = await late(async () => (await verbs()).PostReactions, useAround);
export const PostVerbs = await late(async () => (await verbs()).PostVerbs, useAround);
export const ThreadActions = await late(async () => (await verbs()).ThreadActions, useAround);
export const HeldNotice = await late(async () => (await verbs()).HeldNotice, useAround);
export const ReplyForm = await late(async () => (await forms()).ReplyForm, useAround);
export const EditForm = await late(async () => (await forms()).EditForm, useAround);
export const OpenedForms = await late(async () => (await forms()).OpenedForms, useAround);
