/** The Markdown of the post that the address asks to quote or to edit, where the page brought it. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Reply } from "../../../shared/contract.ts";

export type PostSource = Reply<"forum.readPostSource">;

export const ThreadSource = createContext<PostSource | null>(null);
export const useThreadSource = (): PostSource | null => useContext(ThreadSource);
