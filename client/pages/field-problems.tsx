/** What is wrong in a form: in words, at its field, and all of it on top with links there. */
import { useEffect, useRef } from "preact/hooks";
import { Problem, ProblemSummary } from "../elements/notice.tsx";
import { type MessageKey, useLanguage } from "../language/language.ts";
import type { Refused } from "./use-sending.ts";

/** How a field can be wrong, by the codes of the server. */
const wrongs: Readonly<Record<string, MessageKey>> = {
  too_big: "form.tooLong",
  no_letters: "form.nameNoLetters",
  mixed_alphabets: "form.nameMixed",
};
/** A field's own words win over the general ones. */
const ofField: Readonly<Record<string, MessageKey>> = {
  email: "form.notAnAddress",
  password: "form.passwordShort",
  timeZone: "form.unknownZone",
  reason: "form.reasonMissing",
};
/** However they are wrong. */
const always: Readonly<Record<string, MessageKey>> = { engagedMinutes: "settings.minutesWrong" };
const weak: Readonly<Record<string, MessageKey>> = {
  simple: "form.weakSimple",
  common: "form.weakCommon",
  personal: "form.weakPersonal",
};

/** The problem of each field, by its name. Empty where the refusal concerns no field in particular. */
export function useFieldProblems(refused: Refused | null): Readonly<Record<string, string>> {
  const { t } = useLanguage();
  if (!refused) return {};
  const { code, details } = refused;
  if (code === "email-taken") return { email: t("form.emailTaken") };
  if (code === "name-taken") return { name: t("form.nameTaken") };
  if (code === "weak-password") return { password: t(weak[String(details["why"])] ?? "problem.weak-password") };
  if (code !== "bad-input") return {};
  return Object.fromEntries(
    Object.entries((details["fields"] ?? {}) as Record<string, string>).map(([field, wrong]) => {
      const missing: MessageKey = wrong === "too_small" ? "form.required" : "form.notValid";
      return [field, t(always[field] ?? wrongs[wrong] ?? ofField[field] ?? missing)];
    }),
  );
}

export interface FormProblemsProps {
  refused: Refused | null;
  /** The fields of the form: name, label and, where it is not the name, the id. */
  fields: readonly { name: string; label: string; id?: string }[];
}

/** Stands on top of a form; read out and focused when it comes. */
export function FormProblems({ refused, fields }: FormProblemsProps) {
  const { t } = useLanguage();
  const problems = useFieldProblems(refused);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) box.current?.focus();
  }, [refused]);
  if (!refused) return null;
  const items = fields.flatMap(({ name, label, id = name }) => {
    const text = problems[name];
    return text ? [{ field: id, text: `${label}: ${text}` }] : [];
  });
  const seconds = Number(refused.details["seconds"] ?? 0);
  return (
    <div ref={box} tabIndex={-1}>
      {items.length > 0 ? (
        <ProblemSummary items={items} />
      ) : (
        <Problem code={refused.code}>
          {refused.code === "too-many" && seconds > 0 && t("form.waitMinutes", { count: Math.ceil(seconds / 60) })}
        </Problem>
      )}
    </div>
  );
}
