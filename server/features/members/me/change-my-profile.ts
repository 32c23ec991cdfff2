import type { MeView, members } from "../../../../shared/contracts/members.ts";
import type { Given } from "../../../../shared/operation.ts";
import { change, changedBefore } from "../../../platform/outbox/index.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { isZone } from "../../../platform/time-zone.ts";
import { checkName, explainTaken } from "../check-name.ts";
import { Members } from "../member.model.ts";
import { viewMe } from "../members.views.ts";
import { nameKey, searchKeys } from "../name-key.ts";
import { personChanged } from "../people/person-changed.ts";

/** What a member says of himself or herself, all at once. */
export async function changeMyProfile(
  person: Person,
  { changeId, ...profile }: Given<typeof members.changeMyProfile>,
): Promise<MeView> {
  const earlier = await changedBefore(Members, person, person.id, changeId);
  if (earlier) return viewMe(earlier);

  checkName(profile.name);
  if (!isZone(profile.timeZone)) throw new Problem("bad-input", { fields: { timeZone: "unknown" } });
  const keys = { nameKey: nameKey(profile.name), searchKeys: searchKeys(profile.name) };
  const changed = await change(
    Members,
    { _id: person.id, state: "active" },
    { $set: { ...profile, ...keys } },
    { person, changeId, pending: ["tell"] },
  ).catch((thrown: unknown) => explainTaken(thrown, { id: person.id, name: profile.name }));
  if (!changed) throw new Problem("not-allowed");
  personChanged(person.id);
  return viewMe(changed);
}
