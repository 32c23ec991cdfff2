/** A webinar with a thousand people in its room and a queue of questions, by the product's own doors. */
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import type { Bench } from "./bench.ts";
import { Crowds } from "./crowds.ts";
import { cookieOf, type HouseUnderTest } from "./house.ts";

export const attendees = 1000;
/** Those who ask, beside the thousand. */
export const askers = 200;

export interface Asked {
  line: number;
  after: number;
  event: string;
  input: unknown;
}
export interface Answered {
  took: number;
  problem: string | null;
}

export async function startHours(bench: Bench): Promise<{ house: HouseUnderTest; crowds: Crowds }> {
  const house = await bench.house({ people: attendees + askers });
  return { house, crowds: await Crowds.start(bench) };
}

const somebody = (house: HouseUnderTest, index: number): Client =>
  new Client(house.url, house.people[index]?.cookies ?? {});

/** An open webinar with so many questions in its queue. */
export async function openHour(
  house: HouseUnderTest,
  many: number,
): Promise<{ webinarId: string; questions: string[]; host: Client }> {
  const host = somebody(house, 1);
  const webinarId = newId();
  await host.http("webinars.createWebinar", {
    id: webinarId,
    sectionId: house.filled.sections[0] as string,
    title: "Who decides what counts as change?",
    timeZone: "UTC",
    starts: new Date(Date.now() + 60_000).toISOString().slice(0, 16),
    minutes: 60,
    panellistIds: [],
    moderatorIds: [house.people[3]?.id as string],
  });
  await host.http("webinars.openWebinar", { webinarId, changeId: newId() });
  const questions = Array.from({ length: many }, () => newId());
  for (let from = 0; from < many; from += 20)
    await Promise.all(
      questions.slice(from, from + 20).map((id, offset) =>
        somebody(house, attendees + ((from + offset) % askers)).http("webinars.askQuestion", {
          id,
          webinarId,
          text: `How do we know that number ${from + offset} is true when nobody wrote it down?`,
        }),
      ),
    );
  return { webinarId, questions, host };
}

/** A thousand people in the room, each on a line of her or his own. */
export const fillRoom = (crowds: Crowds, house: HouseUnderTest, webinarId: string): Promise<void> =>
  crowds.open({
    name: "room",
    port: house.node.port,
    speaks: "socket.io",
    many: attendees,
    cookies: house.people.slice(0, attendees).map(cookieOf),
    origin: house.url,
    watch: `webinar:${webinarId}:room`,
  });

/** Each of the thousand asks once; how long each waited for its answer. */
export async function askAll(crowds: Crowds, name: string, asked: Asked[]): Promise<Answered[]> {
  const share = Math.ceil(attendees / crowds.helpers.length);
  const answers = await Promise.all(
    crowds.helpers.map((helper, at) =>
      helper.ask<Answered[]>("ask", {
        name,
        asked: asked
          .filter(({ line }) => Math.floor(line / share) === at)
          .map((one) => ({ ...one, line: one.line % share })),
      }),
    ),
  );
  const all = answers.flat();
  const refused = all.filter(({ problem }) => problem !== null);
  if (refused.length > 0) throw new Error(`${refused.length} were refused: ${refused[0]?.problem}`);
  return all;
}
