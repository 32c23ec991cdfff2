/** The ninth dialogue: three weeks in the autumn of 2016, with the figures of the report that is the model. */
import { newId } from "../../shared/ids.ts";
import { instantOf } from "../features/dialogues/index.ts";
import type { Cast } from "./community.ts";
import type { Diary } from "./diary.ts";
import { call } from "./door.ts";
import { announce } from "./hold-dialogue.ts";
import { holdWebinar } from "./hold-webinar.ts";
import { pastDialogue } from "./texts/past-dialogue.ts";
import { pastWebinar } from "./texts/past-webinar.ts";
import { writeThread } from "./write-threads.ts";

/** Writes it into the diary. */
export function writePastDialogue(diary: Diary, cast: Cast): void {
  const { welcome, threads, conclusions, ...announced } = pastDialogue;
  const instantAt = (at: string) => instantOf(at, pastDialogue.timeZone);
  const held = announce(diary, cast, instantAt("2016-10-10T11:00"), announced);
  const place = { ...held, instantAt };
  writeThread(diary, cast, place, welcome, { welcome: true });
  for (const thread of threads) writeThread(diary, cast, place, thread);
  holdWebinar(diary, cast, { ...held, instantAt, timeZone: pastDialogue.timeZone }, pastWebinar);
  diary.at(instantAt("2016-11-21T10:30"), () =>
    call("dialogues.writeConclusions", cast.leila, {
      dialogueId: held.dialogueId,
      changeId: newId(),
      language: "en",
      body: conclusions,
    }),
  );
}
