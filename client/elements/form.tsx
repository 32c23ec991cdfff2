/** Forms: label above, help below, the problem in the help's place, who sees it beside the label. */
import type {
  ComponentChildren,
  GenericEventHandler,
  InputEventHandler,
  InputHTMLAttributes,
  TextareaHTMLAttributes,
} from "preact";
import { useLanguage } from "../language/language.ts";
import { classes } from "./classes.ts";
import { SeenBy } from "./notice.tsx";

interface Around {
  /** Also the field's name for labels and for links from the summary. */
  id: string;
  label: ComponentChildren;
  help?: ComponentChildren;
  problem?: ComponentChildren;
  seenBy?: ComponentChildren;
}

const describedBy = ({ id, help, problem }: Around) => (problem ? `${id}-problem` : help ? `${id}-help` : undefined);

/** Help below a field, or the problem in its place. */
export function FieldHelp({ id, help, problem }: Pick<Around, "id" | "help" | "problem">) {
  if (problem) {
    return (
      <p class="field-problem" id={`${id}-problem`}>
        {problem}
      </p>
    );
  }
  return help ? (
    <p class="field-help" id={`${id}-help`}>
      {help}
    </p>
  ) : null;
}

function Row({ around, children }: { around: Around; children: ComponentChildren }) {
  return (
    <div class="form-row">
      <label for={around.id}>
        <span>{around.label}</span> {around.seenBy && <SeenBy>{around.seenBy}</SeenBy>}
      </label>
      {children}
      <FieldHelp {...around} />
    </div>
  );
}

type Own<Attributes> = Omit<Attributes, "id" | "label" | "class" | "className">;

/** What an input may be told besides its label. */
interface InputProps {
  name?: string | undefined;
  type?:
    | "text"
    | "email"
    | "password"
    | "url"
    | "search"
    | "number"
    | "date"
    | "time"
    | "datetime-local"
    | "tel"
    | "file"
    | undefined;
  value?: string | number | undefined;
  defaultValue?: string | number | undefined;
  placeholder?: string | undefined;
  autocomplete?: string | undefined;
  autofocus?: boolean | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  readonly?: boolean | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
  step?: string | number | undefined;
  pattern?: string | undefined;
  inputMode?: "text" | "email" | "numeric" | "url" | "search" | undefined;
  accept?: string | undefined;
  multiple?: boolean | undefined;
  list?: string | undefined;
  dir?: "auto" | "ltr" | "rtl" | undefined;
  lang?: string | undefined;
  onInput?: InputEventHandler<HTMLInputElement> | undefined;
  onChange?: GenericEventHandler<HTMLInputElement> | undefined;
}

const stateOf = (around: Around) => ({
  "aria-invalid": around.problem ? true : undefined,
  "aria-describedby": describedBy(around),
});

const aroundOf = <Props extends Around>({ id, label, help, problem, seenBy }: Props): Around => ({
  id,
  label,
  help,
  problem,
  seenBy,
});

/** A line to write in; `name` is the id unless it says otherwise. */
export function TextField(props: Around & InputProps) {
  const { label, help, problem, seenBy, ...own } = props;
  const around = aroundOf(props);
  const attributes = { name: props.id, ...own, ...stateOf(around) } as InputHTMLAttributes<HTMLInputElement>;
  return (
    <Row around={around}>
      <input {...attributes} class="field" />
    </Row>
  );
}

/** Several lines to write in. */
export function TextArea(props: Around & Own<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const { label, help, problem, seenBy, ...own } = props;
  const around = aroundOf(props);
  return (
    <Row around={around}>
      <textarea
        name={props.id}
        rows={4}
        {...own}
        class="field"
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(around)}
      />
    </Row>
  );
}

export interface Choice {
  value: string;
  label: string;
  language?: string | undefined;
}

/** One of a list. */
export function SelectField(
  props: Around & {
    options: readonly Choice[];
    value?: string | undefined;
    name?: string | undefined;
    required?: boolean | undefined;
    disabled?: boolean | undefined;
    onChange?: GenericEventHandler<HTMLSelectElement> | undefined;
  },
) {
  const { label, help, problem, seenBy, options, value, ...own } = props;
  const around = aroundOf(props);
  return (
    <Row around={around}>
      <select
        name={props.id}
        {...own}
        class="field"
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(around)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.language} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Row>
  );
}

interface CheckProps {
  id?: string | undefined;
  name?: string | undefined;
  /** What is sent when it is ticked; "true" where nothing is said. */
  value?: string | undefined;
  type?: "checkbox" | "radio" | undefined;
  checked?: boolean | undefined;
  defaultChecked?: boolean | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  onChange?: GenericEventHandler<HTMLInputElement> | undefined;
  label: ComponentChildren;
  /** What it means, in small. */
  note?: ComponentChildren;
  problem?: ComponentChildren;
}

/** A box to tick, or with `type="radio"` one of several. */
export function Check({ label, note, problem, ...own }: CheckProps) {
  const attributes = {
    type: "checkbox",
    value: "true",
    ...own,
    ...stateOf({ id: own.id ?? "", label, problem }),
  } as InputHTMLAttributes<HTMLInputElement>;
  const box = (
    <label class="check">
      <input {...attributes} />
      <span>
        <span>{label}</span> {note && <span class="meta">{note}</span>}
      </span>
    </label>
  );
  if (!problem || !own.id) return box;
  return (
    <div class="form-row">
      {box}
      <FieldHelp id={own.id} problem={problem} />
    </div>
  );
}

interface ChoicesProps extends Around {
  name: string;
  options: readonly { value: string; label: ComponentChildren; note?: ComponentChildren }[];
  value?: string | undefined;
}

/** One of several, all in sight. */
export function Choices({ id, label, help, problem, seenBy, name, options, value }: ChoicesProps) {
  return (
    <fieldset class="form-row" id={id} aria-describedby={describedBy({ id, label, help, problem })}>
      <legend>
        <span>{label}</span> {seenBy && <SeenBy>{seenBy}</SeenBy>}
      </legend>
      {options.map((option) => (
        <Check
          key={option.value}
          type="radio"
          name={name}
          value={option.value}
          defaultChecked={option.value === value}
          label={option.label}
          note={option.note}
        />
      ))}
      <FieldHelp id={id} help={help} problem={problem} />
    </fieldset>
  );
}

/** The rows of a form, at a readable width; stands inside a `<PlainForm>`. */
export const FormRows = ({ children, class: more }: { children: ComponentChildren; class?: string | undefined }) => (
  <div class={classes("form", more)}>{children}</div>
);

/** Two fields beside each other; below each other on a phone. */
export const FormPair = ({ children }: { children: ComponentChildren }) => <div class="form-pair">{children}</div>;

/** How much is written of how much there is room for. */
export function Counter({ length, most }: { length: number; most: number }) {
  const { t, number } = useLanguage();
  return (
    <span class="meta num" aria-label={t("form.counter", { length, most })} role="img">
      {`${number(length)} / ${number(most)}`}
    </span>
  );
}
