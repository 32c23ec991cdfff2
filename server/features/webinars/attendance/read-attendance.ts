import type { webinars } from "../../../../shared/contracts/webinars.ts";
import type { Answer, Given } from "../../../../shared/operation.ts";
import type { Person } from "../../../platform/person.ts";
import { Problem } from "../../../platform/problem.ts";
import { findPeople, personIn } from "../../members/index.ts";
import { readableWebinar } from "../find-webinar.ts";
import { mayModerate } from "../webinars.policy.ts";
import { attendanceOf } from "./attendance.ts";

/** Who came, for how long, and who stayed long enough to count as engaged. */
export async function readAttendance(
  person: Person,
  { webinarId }: Given<typeof webinars.readAttendance>,
): Promise<Answer<typeof webinars.readAttendance>> {
  const webinar = await readableWebinar(person, webinarId);
  if (!mayModerate(person, webinar)) throw new Problem("not-allowed");
  const { people, ...counts } = await attendanceOf(webinar);
  const views = await findPeople(people.map(({ personId }) => personId));
  return {
    ...counts,
    people: people.map(({ personId, milliseconds, engaged }) => ({
      person: personIn(views, personId),
      minutes: Math.floor(milliseconds / 60_000),
      engaged,
    })),
  };
}
