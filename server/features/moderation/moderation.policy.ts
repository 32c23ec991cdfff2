/** Who may moderate: pure questions about a person. */
import { isAtLeast, type Person } from "../../platform/person.ts";

/** Sees what waits, and what was decided. */
export const mayTriage = (person: Person): boolean => isAtLeast(person, "moderator");
