/** The one class of refusal; its codes stand in `shared/problems.ts`. */
import type { Json } from "../../shared/operation.ts";
import { type ProblemCode, problems } from "../../shared/problems.ts";

export class Problem extends Error {
  readonly code: ProblemCode;
  /** What helps the reader: the field, the present state, until when. Never what she or he may not see. */
  readonly details: Record<string, Json>;
  constructor(code: ProblemCode, details: Record<string, Json> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return problems[this.code];
  }
}

/** How a refusal travels. */
export interface ToldProblem {
  code: ProblemCode;
  [detail: string]: Json;
}
export const tellProblem = ({ code, details }: Problem): ToldProblem => ({ ...details, code });
