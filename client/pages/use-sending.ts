/** A form that the script takes over: what it was refused for, whether it is under way, how it is sent. */
import { useState } from "preact/hooks";
import type { OperationName, Question, Reply } from "../../shared/contract.ts";
import { useRefused } from "../house.ts";
import { call, Lost, Refusal } from "../live/call.ts";

/** Why something was refused, whichever way it was sent. */
export interface Refused {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Sending<N extends OperationName> {
  /** Set anew by each try; at first what a plain form on this page was refused for. */
  refused: Refused | null;
  busy: boolean;
  /** What was typed into a plain form that was refused. */
  typed: Readonly<Record<string, string>>;
  /** Null where it was refused; `refused` says why. */
  send(input: Question<N>): Promise<Reply<N> | null>;
}

/** @param mine whether the refused plain form is this one, where several of the same operation stand on a page */
export function useSending<N extends OperationName>(
  operation: N,
  mine: (typed: Readonly<Record<string, string>>) => boolean = () => true,
): Sending<N> {
  const shown = useRefused(operation);
  const isMine = shown.problem !== null && mine(shown.typed);
  const [refused, setRefused] = useState<Refused | null>(isMine ? shown.problem : null);
  const [busy, setBusy] = useState(false);
  return {
    refused,
    busy,
    typed: isMine ? shown.typed : {},
    async send(input) {
      setBusy(true);
      try {
        const reply = await call(operation, input);
        setRefused(null);
        return reply;
      } catch (thrown) {
        if (thrown instanceof Refusal) setRefused(thrown);
        else if (thrown instanceof Lost) setRefused({ code: "unavailable", details: {} });
        else throw thrown;
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}
