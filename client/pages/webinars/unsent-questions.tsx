/** Questions written while the line was down: they wait, or came too late and say why. */
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../elements/button.tsx";
import { Notice, useProblemText } from "../../elements/notice.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import type { Unsent } from "../../live/unsent.ts";
import { unsentBox } from "../forum/unsent-box.ts";
import { isQuestionOf } from "./use-asking.ts";

export function UnsentQuestions({ webinarId, onBack }: { webinarId: string; onBack: (text: string) => void }) {
  const { me } = useHouse();
  const { t } = useLanguage();
  const textOf = useProblemText();
  const myId = me.person?.id;
  const [waiting, setWaiting] = useState<readonly Unsent[]>([]);
  useEffect(() => {
    if (!myId) return;
    return unsentBox(myId).waiting.subscribe(setWaiting);
  }, [myId]);
  const own = waiting.filter((each) => isQuestionOf(each, webinarId));
  return (
    <>
      {own.map((each) => {
        const { id, text } = each.input as unknown as { id: string; text: string };
        const takeBack = () => {
          if (myId) unsentBox(myId).discard(id);
          onBack(text);
        };
        return (
          <Notice
            key={id}
            state="unread"
            icon="offline"
            actions={
              <Button small onClick={takeBack}>
                {t("webinar.backIntoBox")}
              </Button>
            }
          >
            <p dir="auto">{text}</p>
            <p class="meta">{each.refusal ? textOf(each.refusal.code) : t("webinar.waitsForLine")}</p>
          </Notice>
        );
      })}
    </>
  );
}
