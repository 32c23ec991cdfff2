/** Forms of organisers: nobody else is shown one. What they may is decided by the server all the same. */
import type { ComponentChildren } from "preact";
import { useRole } from "../../shell.tsx";
import { ProblemPage } from "../problem/problem-page.tsx";

export function OrganisersOnly({ children }: { children: ComponentChildren }) {
  const has = useRole();
  return has("organiser") ? children : <ProblemPage problem={{ code: "not-allowed", operation: null, details: {} }} />;
}
