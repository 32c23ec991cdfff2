/** What every page can know: its reader, the community, where it is, what was refused, how to go elsewhere. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { MeView } from "../shared/contracts/members.ts";
import type { SettingsView } from "../shared/contracts/settings.ts";
import type { At, ShownProblem } from "../shared/pages.ts";

export type { ShownProblem } from "../shared/pages.ts";

export interface House {
  readonly me: MeView;
  readonly settings: SettingsView;
  readonly at: At;
  /** What a plain form was refused for, and what had been typed in it. */
  readonly problem: ShownProblem | null;
  readonly typed: Readonly<Record<string, string>>;
  /** Goes to another page in place; a whole load where there is no script yet. */
  readonly go: (path: string) => void;
  /** Asks again for what this page needs. */
  readonly refresh: () => Promise<void>;
}

export const HouseContext = createContext<House | undefined>(undefined);

export function useHouse(): House {
  const house = useContext(HouseContext);
  if (!house) throw new Error("no house around this element");
  return house;
}

/** What was typed into a plain form that was refused, and why; nothing for every other form. */
export function useRefused(operation: string): {
  problem: ShownProblem | null;
  typed: Readonly<Record<string, string>>;
} {
  const { problem, typed } = useHouse();
  return problem?.operation === operation ? { problem, typed } : { problem: null, typed: {} };
}
