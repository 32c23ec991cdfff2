/** Whether somebody said that he or she comes. */
import { Registrations, registrationId } from "./registration.model.ts";

export async function isRegistered(webinarId: string, personId: string): Promise<boolean> {
  return (await Registrations.exists({ _id: registrationId(webinarId, personId), comes: true })) !== null;
}
