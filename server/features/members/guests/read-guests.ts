/** The guests of a webinar, and until when their links are good. */
import { personChanged } from "../people/person-changed.ts";
import { type Guest, Guests } from "./guest.model.ts";

export const readGuest = (id: string): Promise<Guest | null> => Guests.findById(id).lean<Guest>().exec();

export const guestsOf = (webinarId: string): Promise<Guest[]> =>
  Guests.find({ webinarId }).sort({ createdAt: 1, _id: 1 }).lean<Guest[]>().exec();

/** Ends the personal links of a webinar's guests, and their sessions, at this moment: 30 days after its close. Null: not yet known. */
export async function endGuestLinks(webinarId: string, linkUntil: Date | null): Promise<void> {
  await Guests.updateMany({ webinarId }, { $set: { linkUntil } });
  for (const { _id } of await Guests.find({ webinarId }, { _id: 1 }).lean()) personChanged(_id);
}
