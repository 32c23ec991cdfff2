/** Chooses a country or a time zone. Their names are the server's: a browser may know others, and what was drawn stands. */
import type { ComponentChildren } from "preact";
import { FieldHelp } from "../../elements/form.tsx";
import { SeenBy } from "../../elements/notice.tsx";
import { useLanguage } from "../../language/language.ts";
import { countryName, type Place } from "./places.ts";

interface PlaceFieldProps {
  id: string;
  label: string;
  help?: ComponentChildren;
  problem?: ComponentChildren;
  seenBy?: ComponentChildren;
  places: readonly Place[];
  value: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function PlaceField({ id, label, help, problem, seenBy, places, value }: PlaceFieldProps) {
  const options = places.map(
    (place) =>
      `<option value="${escaped(place.value)}"${place.value === value ? " selected" : ""}>${escaped(place.label)}</option>`,
  );
  return (
    <div class="form-row">
      <label for={id}>
        <span>{label}</span> {seenBy && <SeenBy>{seenBy}</SeenBy>}
      </label>
      <select
        id={id}
        name={id}
        class="field"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : help ? `${id}-help` : undefined}
        // Names of places and nothing else, escaped; hydration leaves what stands here.
        dangerouslySetInnerHTML={{ __html: options.join("") }}
      />
      <FieldHelp id={id} help={help} problem={problem} />
    </div>
  );
}

/** A country by its name. */
export function CountryName({ code }: { code: string }) {
  const { tag } = useLanguage();
  return <span dangerouslySetInnerHTML={{ __html: escaped(countryName(code, tag)) }} />;
}
