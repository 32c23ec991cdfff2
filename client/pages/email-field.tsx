/** Where an e-mail address is typed; what is wrong with it stands below. */
import type { ComponentChildren } from "preact";
import { TextField } from "../elements/form.tsx";
import { useLanguage } from "../language/language.ts";
import { useFieldProblems } from "./field-problems.tsx";
import type { Refused } from "./use-sending.ts";

interface Props {
  /** Of the field, where a page has two; it is sent as `email` all the same. */
  id?: string;
  refused: Refused | null;
  /** What had been typed when the form was refused. */
  typed: string | undefined;
  /** `username` where one signs in with it. */
  autocomplete: "email" | "username" | "off";
  help?: ComponentChildren;
  seenBy?: ComponentChildren;
}

export function EmailField({ id = "email", refused, typed, ...around }: Props) {
  const { t } = useLanguage();
  const problems = useFieldProblems(refused);
  return (
    <TextField
      id={id}
      name="email"
      type="email"
      label={t("form.email")}
      problem={problems["email"]}
      defaultValue={typed}
      required
      maxLength={254}
      dir="ltr"
      {...around}
    />
  );
}
