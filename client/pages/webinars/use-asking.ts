/** Asking: the text, the id that makes a second sending harmless, what became of it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { MyQuestionView, WebinarView } from "../../../shared/contracts/webinars.ts";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { Lost, Refusal } from "../../live/call.ts";
import { connection } from "../../live/socket.ts";
import type { Unsent } from "../../live/unsent.ts";
import { unsentBox } from "../forum/unsent-box.ts";
import { useRefusalText } from "./use-toasts.ts";

export interface Asking {
  readonly id: string;
  readonly text: string;
  write(text: string): void;
  readonly anonymous: boolean;
  chooseAnonymous(on: boolean): void;
  readonly problem: string | null;
  readonly said: "webinar.sentToQueue" | "webinar.sentToReview" | "webinar.waitsForLine" | null;
  readonly sending: boolean;
  send(): Promise<void>;
}

/** Whether moderators see who asks without a name; sent along, so that the question keeps what its asker was told. */
export const moderatorsSee = ({ anonymity }: Pick<WebinarView, "anonymity">): boolean => anonymity !== "all";

/** @param put takes in what the server answered */
export function useAsking(webinar: WebinarView, put: (question: MyQuestionView) => void): Asking {
  const webinarId = webinar.id;
  const { me } = useHouse();
  const myId = me.person?.id ?? null;
  const wordsOf = useRefusalText();
  const { problem: shown, typed } = useRefused("webinars.askQuestion");
  const [id, renew] = useFormId();
  const [text, setText] = useState(typed["text"] ?? "");
  const [anonymous, setAnonymous] = useState(typed["anonymous"] === "true");
  const [problem, setProblem] = useState<string | null>(
    shown ? wordsOf(new Refusal({ ...shown.details, code: shown.code })) : null,
  );
  const [said, setSaid] = useState<Asking["said"]>(null);
  const [sending, setSending] = useState(false);
  const latest = useRef(put);
  latest.current = put;

  // What waited for the line has gone out meanwhile.
  useEffect(() => {
    if (myId === null) return;
    return unsentBox(myId).onSent((sent, reply) => {
      if (isQuestionOf(sent, webinarId)) latest.current(reply as MyQuestionView);
    });
  }, [myId, webinarId]);

  function emptied(word: NonNullable<Asking["said"]>) {
    setSaid(word);
    setText("");
    renew();
  }

  async function send(): Promise<void> {
    const words = text.trim();
    if (!words || sending || myId === null) return;
    setProblem(null);
    setSaid(null);
    const told = anonymous ? { anonymous, moderatorsSee: moderatorsSee(webinar) } : { anonymous };
    const going = unsentBox(myId).send("webinars.askQuestion", { id, webinarId, text: words, ...told });
    const waits = !connection().connected;
    if (waits) emptied("webinar.waitsForLine");
    else setSending(true);
    try {
      const question = await going;
      if (!waits) emptied(question.state === "asked" ? "webinar.sentToReview" : "webinar.sentToQueue");
      put(question);
    } catch (thrown) {
      if (thrown instanceof Lost) {
        if (!waits) emptied("webinar.waitsForLine");
      } else {
        if (!(thrown instanceof Refusal)) throw thrown;
        if (thrown.code === "already-sent" || thrown.code === "id-taken") renew();
        setText(words);
        setSaid(null);
        setProblem(wordsOf(thrown));
      }
    } finally {
      setSending(false);
    }
  }

  return {
    id,
    text,
    write(words) {
      setSaid(null);
      setText(words);
    },
    anonymous,
    chooseAnonymous: setAnonymous,
    problem,
    said,
    sending,
    send,
  };
}

export const isQuestionOf = (sent: Unsent, webinarId: string): boolean =>
  sent.name === "webinars.askQuestion" && (sent.input as unknown as { webinarId: string }).webinarId === webinarId;
