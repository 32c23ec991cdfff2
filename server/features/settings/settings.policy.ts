/** Who may do what with the settings. */
import { isAtLeast, type Person } from "../../platform/person.ts";

export const mayChangeSettings = (person: Person): boolean => isAtLeast(person, "admin");
/** Written mails sign people in: they are shown to the admin alone, and only where no mail server is configured. */
export const mayReadMails = (person: Person): boolean => isAtLeast(person, "admin");
