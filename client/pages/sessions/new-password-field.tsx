/** Where a new password is typed; what is wrong with it stands below. */
import { TextField } from "../../elements/form.tsx";
import { useLanguage } from "../../language/language.ts";
import { useFieldProblems } from "../field-problems.tsx";
import type { Refused } from "../use-sending.ts";

export function NewPasswordField({ label, refused }: { label: string; refused: Refused | null }) {
  const { t } = useLanguage();
  const problems = useFieldProblems(refused);
  return (
    <TextField
      id="password"
      type="password"
      label={label}
      help={t("form.passwordHelp")}
      problem={problems["password"]}
      autocomplete="new-password"
      required
      minLength={12}
      maxLength={128}
      dir="ltr"
    />
  );
}
