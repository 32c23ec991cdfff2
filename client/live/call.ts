/** Asks the server for an operation, by the contract's names and types. */
import type { OperationName, Question, Reply } from "../../shared/contract.ts";
import { connection } from "./socket.ts";

export { Lost, Refusal } from "./refusal.ts";

/** Throws `Refusal` with its code and details, or `Lost` where no answer came within `timeout` milliseconds (ten seconds). */
export const call = <N extends OperationName>(name: N, input: Question<N>, timeout?: number): Promise<Reply<N>> =>
  connection().ask<Reply<N>>(name, input, timeout);
