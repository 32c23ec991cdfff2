/** Where one writes: toolbar, text, foot with the state of the draft. Works as a plain form; the tools come on focus. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { directionOf, languageName } from "../../shared/languages.ts";
import { type MessageKey, useLanguage } from "../language/language.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Plate } from "./text.tsx";
import { TypedArea } from "./typed.tsx";

const tools = [
  ["md-bold", "bold", "composer.bold"],
  ["md-link", "link", "composer.link"],
  ["md-quote", "quote", "composer.quote"],
  ["md-unordered-list", "list", "composer.list"],
] as const satisfies readonly (readonly [string, IconName, MessageKey])[];

export interface ComposerProps {
  /** Of the textarea. */
  id: string;
  name?: string | undefined;
  /** What is written here, read out and shown while empty. */
  label: string;
  value?: string | undefined;
  onText?: ((text: string) => void) | undefined;
  /** Ctrl or Cmd and Enter. */
  onSend?: (() => void) | undefined;
  rows?: number | undefined;
  most?: number | undefined;
  required?: boolean | undefined;
  describedBy?: string | undefined;
  /** The language of the text; left out, it is detected when it arrives. `languages` are those to choose from. */
  language?: string | undefined;
  languages?: readonly string[] | undefined;
  onLanguage?: ((tag: string) => void) | undefined;
  /** People to mention by what stands after the @; with it, names are offered while typing. */
  suggest?: ((typed: string) => Promise<readonly { value: string; label: string }[]>) | undefined;
  /** More tools: attaching a file. */
  extraTools?: ComponentChildren;
  /** The foot: state of the draft, buttons. */
  status?: ComponentChildren;
  buttons: ComponentChildren;
  /** Stands between text and foot: a preview, a problem. */
  children?: ComponentChildren;
}

/** Put it inside a `<PlainForm>`: the text goes along under `name` ("body"), the language under "language". */
export function Composer(props: ComposerProps) {
  const { t } = useLanguage();
  const { id, language, languages } = props;
  const box = useRef<HTMLDivElement>(null);
  const wake = async () => {
    const { wakeTools } = await import("./composer-tools.ts");
    if (box.current) await wakeTools(box.current, props.suggest);
  };
  // A tool pressed before its script was there: pressed again once it is.
  const onTool = async (event: MouseEvent) => {
    const tool = event.target instanceof Element ? event.target.closest<HTMLElement>(":not(:defined)") : null;
    if (!tool?.localName.startsWith("md-")) return;
    await wake();
    tool.click();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !props.onSend) return;
    event.preventDefault();
    props.onSend();
  };
  const text = (
    <TypedArea
      class="editor-text"
      id={id}
      name={props.name ?? "body"}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      placeholder={props.label}
      rows={props.rows ?? 3}
      maxLength={props.most}
      required={props.required}
      lang={language}
      dir={language ? directionOf(language) : props.value ? "auto" : undefined}
      value={props.value}
      onText={props.onText}
      onKeyDown={onKey}
    />
  );
  return (
    <div class="editor" ref={box} onFocusIn={wake} onPointerEnter={wake}>
      <div class="editor-tools">
        <markdown-toolbar for={id} role="toolbar" aria-label={t("composer.tools")} onClick={onTool}>
          {tools.map(([Tool, icon, key]) => (
            <Tool key={Tool} class="icon-button" role="button" aria-label={t(key)}>
              <Icon name={icon} />
            </Tool>
          ))}
        </markdown-toolbar>
        {props.extraTools}
        {languages && (
          <>
            <span class="rule not-phone needs-script" />
            <span class="action language-choice">
              {language && <Plate language={language} />}
              <select
                name="language"
                aria-label={t("composer.language")}
                onChange={props.onLanguage && ((event) => props.onLanguage?.(event.currentTarget.value))}
              >
                <option value="" selected={!language}>
                  {t("composer.detected")}
                </option>
                {languages.map((tag) => (
                  <option key={tag} value={tag} lang={tag} selected={tag === language}>
                    {languageName(tag)}
                  </option>
                ))}
              </select>
              <Icon name="down" />
            </span>
          </>
        )}
        <span class="push meta only-wide">{t("composer.markdown")}</span>
      </div>
      {props.suggest ? <text-expander keys="@">{text}</text-expander> : text}
      {props.children}
      <div class="editor-foot">
        <span class="editor-status">{props.status}</span>
        {props.buttons}
      </div>
    </div>
  );
}
