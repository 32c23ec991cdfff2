/** How asking the server can end other than well. */
import type { Json } from "../../shared/operation.ts";
import type { ProblemCode } from "../../shared/problems.ts";

/** The server refused; its words stand in the catalogue under `problem.<code>`. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, Json>>;
  constructor({ code, ...details }: { code: ProblemCode; [detail: string]: Json }) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** No answer came: the line is down. What was asked for may or may not have been done; the same id sent again is safe. */
export class Lost extends Error {}
