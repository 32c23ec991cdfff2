/** The vote before a question: a key where one may press it, else a number. */
import type { QuestionState } from "../../../shared/contracts/webinars.ts";
import { PlainForm } from "../../elements/button.tsx";
import { VoteCount } from "../../elements/room/question.tsx";
import { VoteKey } from "../../elements/vote.tsx";
import { useHouse } from "../../house.ts";
import type { Hour } from "./use-hour.ts";
import { herePath } from "./webinar-links.ts";

interface VoteButtonProps {
  hour: Hour;
  id: string;
  state: QuestionState;
  own: boolean;
  refused: (thrown: unknown) => void;
}

export function VoteButton({ hour, id, state, own, refused }: VoteButtonProps) {
  const { at } = useHouse();
  const count = hour.votesOf(id);
  const open = state === "queued" || state === "onair";
  const voted = hour.myVotes.has(id);
  if (!open) return <VoteKey count={count} voted={voted} closed />;
  if (own) return <VoteKey count={count} own />;
  // Not for whoever only reads, and not while the hour takes no votes.
  if (!hour.may.vote)
    return (
      <span class="vote-number">
        <VoteCount count={count} />
      </span>
    );
  const vote = async (event: Event) => {
    event.preventDefault();
    try {
      await hour.vote(id);
    } catch (thrown) {
      refused(thrown);
    }
  };
  return (
    <PlainForm
      operation="webinars.vote"
      bare
      fields={{ questionId: id, on: !voted, _to: `${herePath(at)}#question-${id}`, _from: herePath(at) }}
      onSubmit={vote}
    >
      <VoteKey count={count} voted={voted} />
    </PlainForm>
  );
}
