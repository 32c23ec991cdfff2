/** The demonstration community: three dialogues, two webinars and a forum of invented people who have something to say. */
import { isEmpty } from "../database/connect.ts";
import { presentSettings } from "../features/settings/index.ts";
import { bringPeopleIn, givePasswords, nameCommunity } from "./community.ts";
import { Diary } from "./diary.ts";
import { writeGeneral } from "./general.ts";
import { writePastDialogue } from "./past-dialogue.ts";
import { writePlannedDialogue } from "./planned-dialogue.ts";
import { tidyInboxes } from "./read-marks.ts";
import { writeRunningDialogue } from "./running-dialogue.ts";
import { people, signIns } from "./texts/people.ts";

export interface SignIn {
  role: string;
  name: string;
  email: string;
  password: string;
}

const everySignIn: SignIn[] = signIns.map(({ role, who, password }) => ({
  role,
  name: people[who].name,
  email: people[who].email,
  password,
}));

/** Who can sign in here with which password, where this is a demonstration; else nobody. */
export const demonstrationSignIns = async (): Promise<SignIn[]> =>
  (await presentSettings()).demonstration ? everySignIn : [];

/**
 * Fills an empty embedded database, never that of a production. The clock must be movable; all that works behind the doors (outbox,
 * jobs, webinars) must be started. `say` hears how far it is.
 */
export async function seedDemonstration(say: (line: string) => void = () => {}): Promise<{ signIns: SignIn[] }> {
  if (!(await isEmpty())) throw new Error("The demonstration community goes into an empty database only.");
  say("Making the demonstration community, once …");
  const began = performance.now();
  const diary = new Diary();
  await diary.begin(new Date("2016-10-03T08:00:00Z"));
  const cast = await bringPeopleIn();
  const passwords = givePasswords(cast);
  await nameCommunity(cast.ana);
  writePastDialogue(diary, cast);
  writeGeneral(diary, cast);
  writeRunningDialogue(diary, cast);
  writePlannedDialogue(diary, cast);
  tidyInboxes(diary, cast);
  await Promise.all([diary.live((percent) => say(`${String(percent).padStart(4)} %`)), passwords]);
  say(`Made in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  return { signIns: everySignIn };
}
