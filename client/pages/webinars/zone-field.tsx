/** A time zone by its name; all that this browser knows are offered. */
import { useEffect, useState } from "preact/hooks";
import { TextField } from "../../elements/form.tsx";
import { useLanguage } from "../../language/language.ts";

export function ZoneField({ value, problem }: { value: string; problem?: string | undefined }) {
  const { t } = useLanguage();
  const [zones, setZones] = useState<readonly string[]>([]);
  useEffect(() => setZones(Intl.supportedValuesOf("timeZone")), []);
  return (
    <>
      <TextField
        id="timeZone"
        label={t("webinar.timeZone")}
        help={t("webinar.timeZoneHelp")}
        problem={problem}
        defaultValue={value}
        list="time-zones"
        required
        dir="ltr"
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
