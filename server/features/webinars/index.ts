/** The webinars' door: a live hour with a panel, a queue that loses no question, a chat, and who was there. */
import { webinars } from "../../../shared/contracts/webinars.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { enterRoom } from "./attendance/enter-room.ts";
import { leaveRoom } from "./attendance/leave-room.ts";
import { endOwnIntervals } from "./attendance/nodes.ts";
import { startPresence, stopPresence } from "./attendance/presence.ts";
import { readAttendance } from "./attendance/read-attendance.ts";
import { changeWebinar } from "./change-webinar.ts";
import { listChat } from "./chat/list-chat.ts";
import { removeChatLine } from "./chat/remove-chat-line.ts";
import { sendChatLine } from "./chat/send-chat-line.ts";
import { callBackClose } from "./closing/call-back-close.ts";
import { cancelWebinar } from "./closing/cancel-webinar.ts";
import { closeWebinar } from "./closing/close-webinar.ts";
import { declineCarried } from "./closing/decline-carried.ts";
import { startSweeping, stopSweeping } from "./closing/overdue.ts";
import { previewClose } from "./closing/preview-close.ts";
import { createWebinar } from "./create-webinar.ts";
import { openWebinar } from "./open-webinar.ts";
import { pauseWebinar } from "./pause-webinar.ts";
import { answerAloud } from "./questions/answer-aloud.ts";
import { answerInWriting } from "./questions/answer-in-writing.ts";
import { approve } from "./questions/approve.ts";
import { askQuestion } from "./questions/ask-question.ts";
import { assign } from "./questions/assign.ts";
import { claimAnswer } from "./questions/claim-answer.ts";
import { decline } from "./questions/decline.ts";
import { editQuestion } from "./questions/edit-question.ts";
import { holdReady } from "./questions/hold-ready.ts";
import { putBack } from "./questions/put-back.ts";
import { putOnAir } from "./questions/put-on-air.ts";
import { readQuestion } from "./questions/read-question.ts";
import { reopenQuestion } from "./questions/reopen-question.ts";
import { take } from "./questions/take.ts";
import { withdrawQuestion } from "./questions/withdraw-question.ts";
import { readRoom } from "./read-room.ts";
import { readWebinar } from "./read-webinar.ts";
import { inviteGuest } from "./registration/invite-guest.ts";
import { listGuests } from "./registration/list-guests.ts";
import { register } from "./registration/register.ts";
import { startTallies, stopTallies } from "./votes/tally.ts";
import { vote } from "./votes/vote.ts";
import "./closing/carried.forum.ts";
import "./for-dialogues.ts";
import "./webinars.kinds.ts";

export { faults, steps } from "./closing/faults.ts";
export { sweepCloses } from "./closing/overdue.ts";

/** Finishes closes that were left half done, and begins to count who is there. */
export async function startWebinars(): Promise<void> {
  startPresence();
  startTallies();
  startSweeping();
}

export async function stopWebinars(): Promise<void> {
  await stopSweeping();
  await stopTallies();
  await stopPresence();
  await endOwnIntervals();
}

export const webinarsFeature = (): Served[] =>
  serve("webinars", webinars, {
    readWebinar,
    readRoom,
    createWebinar,
    changeWebinar,
    register,
    inviteGuest,
    listGuests,
    openWebinar,
    pauseWebinar,
    previewClose,
    closeWebinar,
    callBackClose,
    cancelWebinar,
    enterRoom,
    leaveRoom,
    readAttendance,
    askQuestion,
    readQuestion,
    editQuestion,
    withdrawQuestion,
    vote,
    approve,
    decline,
    assign,
    take,
    holdReady,
    putOnAir,
    putBack,
    answerAloud,
    claimAnswer,
    answerInWriting,
    reopenQuestion,
    declineCarried,
    sendChatLine,
    removeChatLine,
    listChat,
  });
