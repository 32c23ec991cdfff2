/** A new section, for organisers: folded until it is wanted. */
import { useState } from "preact/hooks";
import { Button, PlainForm } from "../../elements/button.tsx";
import { FormPair, FormRows, SelectField, TextField } from "../../elements/form.tsx";
import { LogRow } from "../../elements/layout.tsx";
import { Problem } from "../../elements/notice.tsx";
import { useFormId } from "../../form-id.ts";
import { useHouse, useRefused } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { call, Refusal } from "../../live/call.ts";
import { sectionPath } from "./thread-links.ts";

const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);

export function NewSection() {
  const { t } = useLanguage();
  const { go } = useHouse();
  const { problem: shown, typed } = useRefused("forum.createSection");
  const [id] = useFormId();
  const [code, setCode] = useState<string | undefined>(shown?.code);
  const [slug, setSlug] = useState(typed["slug"] ?? "");
  const audiences = (["public", "members", "staff"] as const).map((value) => ({
    value,
    label: t(`section.audience.${value}`),
  }));

  async function create(event: Event): Promise<void> {
    event.preventDefault();
    const filled = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(filled.get(name) ?? "");
    try {
      const made = await call("forum.createSection", {
        id,
        title: text("title"),
        slug: text("slug"),
        description: text("description"),
        readers: text("readers") as "public",
        writers: text("writers") as "members",
      });
      go(sectionPath(made.slug));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      setCode(thrown.code);
    }
  }

  return (
    <LogRow class="thread-row">
      <details class="folded" open={Boolean(shown)}>
        <summary class="text-link">{t("section.newSection")}</summary>
        <PlainForm operation="forum.createSection" fields={{ id, _to: "/forum", _from: "/forum" }} onSubmit={create}>
          {code && <Problem code={code} />}
          <FormRows class="space">
            <TextField
              id="title"
              label={t("forum.title")}
              defaultValue={typed["title"]}
              required
              maxLength={120}
              onInput={(event) => setSlug(slugOf(event.currentTarget.value))}
            />
            <TextField
              id="slug"
              label={t("section.address")}
              help={t("section.addressHelp")}
              value={slug}
              onInput={(event) => setSlug(event.currentTarget.value)}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              maxLength={80}
              dir="ltr"
            />
            <TextField
              id="description"
              label={t("section.description")}
              defaultValue={typed["description"]}
              maxLength={600}
            />
            <FormPair>
              <SelectField
                id="readers"
                label={t("section.readers")}
                options={audiences}
                value={typed["readers"] ?? "public"}
              />
              <SelectField
                id="writers"
                label={t("section.writers")}
                options={audiences.slice(1)}
                value={typed["writers"] ?? "members"}
              />
            </FormPair>
            <Button type="submit" kind="primary">
              {t("section.createSection")}
            </Button>
          </FormRows>
        </PlainForm>
      </details>
    </LogRow>
  );
}
