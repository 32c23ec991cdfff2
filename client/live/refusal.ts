/** How asking the server can end other than well. */
import type { Json } from "../../shared/operation.ts";
import type { ProblemCode } from "../../shared/problems.ts";

/** Under which number the last thing that broke on the server stands in its log. */
export const lastBroken = { requestId: "" };

/** The server refused; its words stand in the catalogue under `problem.<code>`. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, Json>>;
  constructor({ code, ...details }: { code: ProblemCode; [detail: string]: Json }) {
    super(code);
    this.code = code;
    this.details = details;
    if (code === "internal") lastBroken.requestId = String(details["requestId"] ?? "");
  }
}

/** No answer came: the line is down. What was asked for may or may not have been done; the same id sent again is safe. */
export class Lost extends Error {}
