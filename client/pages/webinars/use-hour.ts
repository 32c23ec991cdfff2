/** A webinar as its page holds it: what came with the page, kept in step with what is told. */
import { useEffect, useMemo, useReducer, useState } from "preact/hooks";
import type {
  ChatLineView,
  Desk,
  MyQuestionView,
  PresenceView,
  QuestionView,
  RoomView,
  Tally,
  WebinarView,
} from "../../../shared/contracts/webinars.ts";
import { useHouse } from "../../house.ts";
import { call, Lost, Refusal } from "../../live/call.ts";
import { connection } from "../../live/socket.ts";
import { useStream } from "../use-stream.ts";
import { mayNow } from "./may-now.ts";
import { ownVotes } from "./own-votes.ts";
import { byAge, votesFor } from "./question-order.ts";

export interface Hour {
  readonly webinar: WebinarView;
  readonly desk: Desk;
  readonly questions: readonly QuestionView[];
  /** One's own, the newest first, without those taken back. */
  readonly mine: readonly MyQuestionView[];
  readonly chat: readonly ChatLineView[];
  readonly tally: Tally;
  readonly myVotes: ReadonlySet<string>;
  readonly presence: PresenceView;
  readonly may: RoomView["may"];
  readonly onAir: QuestionView | undefined;
  votesOf(id: string): number;
  /** Gives one's vote, or takes it back: shown at once, undone where it was refused; then it throws. */
  vote(questionId: string): Promise<void>;
  putQuestion(question: QuestionView): void;
  putMine(question: MyQuestionView): void;
  putWebinar(webinar: WebinarView): void;
  putLine(line: ChatLineView): void;
}

/** @param present whether the reader counts as present while the page is open */
export function useHour(came: RoomView, present: boolean): Hour {
  const { me } = useHouse();
  const { id } = came.webinar;
  const stream = useStream("webinar", `${id}:${came.desk}`, { webinar: [came.webinar], question: came.questions });
  const said = useStream("chat", id, { chatLine: came.chat });
  const own = useStream("person", me.person?.id ?? null, { myQuestion: came.myQuestions });
  const [tally, setTally] = useState<Tally>(came.tally);
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const [presence, setPresence] = useState(came.presence);
  const votes = useMemo(() => ownVotes(came.myVotes, send, () => draw(undefined)), [id]);

  useEffect(() => {
    const line = connection();
    const off = [
      line.on<{ webinarId: string; tally: Tally }>("tally", (told) => {
        if (told.webinarId === id) setTally((before) => ({ ...before, ...told.tally }));
      }),
      line.on<{ webinarId: string } & PresenceView>("here", ({ webinarId, ...here }) => {
        if (webinarId === id) setPresence(here);
      }),
    ];
    return () => {
      for (const each of off) each();
    };
  }, [id]);

  // Votes and presence are in no stream: after each new line they are read once more, not by everybody at once.
  useEffect(() => {
    let first = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async () => {
      const take = votes.reading();
      try {
        const room = await call("webinars.readRoom", { webinarId: id, desk: came.desk });
        setTally(room.tally);
        setPresence(room.presence);
        take(room.myVotes);
      } catch (thrown) {
        if (!(thrown instanceof Refusal) && !(thrown instanceof Lost)) throw thrown;
      }
    };
    const off = connection().onLine(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void again(), first ? 800 : 300 + Math.random() * 3000);
      first = false;
    });
    return () => {
      off();
      clearTimeout(timer);
    };
  }, [id, came.desk, votes]);

  useEntering(id, present && me.person !== null, setPresence);

  async function send(questionId: string, on: boolean): Promise<void> {
    const counted = await call("webinars.vote", { questionId, on });
    if (votes.has(questionId) === on) setTally((before) => ({ ...before, [questionId]: counted.votes }));
  }

  async function vote(questionId: string): Promise<void> {
    const add = (by: number) =>
      setTally((before) => ({ ...before, [questionId]: Math.max(0, votesFor(before, questionId) + by) }));
    const on = !votes.has(questionId);
    add(on ? 1 : -1);
    try {
      await votes.wish(questionId, on);
    } catch (thrown) {
      // It stands as it stood before the last press.
      add(votes.has(questionId) ? 1 : -1);
      throw thrown;
    }
  }

  const webinar = stream.things("webinar")[0] ?? came.webinar;
  const questions = stream.things("question");
  return {
    webinar,
    desk: came.desk,
    questions,
    mine: own
      .things("myQuestion")
      .filter(({ webinarId, state }) => webinarId === id && state !== "withdrawn")
      .sort((one, other) => byAge(other, one)),
    chat: [...said.things("chatLine")].sort(byAge),
    tally,
    myVotes: votes.shown(),
    presence,
    may: mayNow(came.may, webinar, me),
    onAir: questions.find(({ state }) => state === "onair"),
    votesOf: (questionId) => votesFor(tally, questionId),
    vote,
    putQuestion: (question) => stream.put("question", question),
    putMine: (question) => own.put("myQuestion", question),
    putWebinar: (view) => stream.put("webinar", view),
    putLine: (line) => said.put("chatLine", line),
  };
}

/** Counts as present on each line, until one leaves. */
function useEntering(webinarId: string, on: boolean, tell: (presence: PresenceView) => void) {
  useEffect(() => {
    if (!on) return;
    const line = connection();
    const enter = () => {
      line.askOnce<PresenceView>("webinars.enterRoom", { webinarId }).then(tell, () => {});
    };
    const off = line.onLine(enter);
    return () => {
      off();
      if (line.connected) line.askOnce("webinars.leaveRoom", { webinarId }).catch(() => {});
    };
  }, [webinarId, on]);
}
