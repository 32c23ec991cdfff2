/** What a form was refused for: the code, and the fields that the server named. */
import { useState } from "preact/hooks";
import type { OperationName } from "../../../shared/contract.ts";
import { useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { Lost, Refusal } from "../../live/call.ts";

export interface FieldProblems {
  readonly code: string | null;
  /** What is wrong with a field, in words. */
  at(field: string): string | undefined;
  refused(thrown: unknown): void;
  clear(): void;
}

export function useFieldProblems(operation: OperationName): FieldProblems {
  const { t } = useLanguage();
  const { problem } = useRefused(operation);
  const [shown, setShown] = useState<{ code: string; fields: Readonly<Record<string, string>> } | null>(
    problem && { code: problem.code, fields: fieldsOf(problem.details) },
  );
  return {
    code: shown?.code ?? null,
    at(field) {
      const word = shown?.fields[field];
      if (word === undefined) return undefined;
      return t(
        shown?.code === "time-not-valid"
          ? "problem.time-not-valid"
          : word === "taken"
            ? "webinar.addressTaken"
            : "webinar.notRight",
      );
    },
    refused(thrown) {
      if (thrown instanceof Refusal) setShown({ code: thrown.code, fields: fieldsOf(thrown.details) });
      else if (thrown instanceof Lost) setShown({ code: "unavailable", fields: {} });
      else throw thrown;
    },
    clear: () => setShown(null),
  };
}

function fieldsOf(details: Readonly<Record<string, unknown>>): Record<string, string> {
  const { fields } = details;
  if (fields === null || typeof fields !== "object") return {};
  return Object.fromEntries(Object.entries(fields).map(([field, word]) => [field, String(word)]));
}
