/** The composer's custom elements; fetched when a composer gets the focus, in the browser alone. */
import "@github/markdown-toolbar-element";

export type Suggest = (typed: string) => Promise<readonly { value: string; label: string }[]>;

const awake = new WeakSet<HTMLElement>();

/** Gives a composer its names to mention; its toolbar works as soon as this file is there. */
export async function wakeTools(composer: HTMLElement, suggest: Suggest | undefined): Promise<void> {
  if (awake.has(composer)) return;
  awake.add(composer);
  const expander = composer.querySelector("text-expander");
  if (!expander || !suggest) return;
  await import("@github/text-expander-element");
  expander.addEventListener("text-expander-change", (event) => {
    const { provide, text } = (event as CustomEvent<{ provide(offer: Promise<Offer>): void; text: string }>).detail;
    provide(suggest(text).then(offerOf));
  });
  expander.addEventListener("text-expander-value", (event) => {
    const { detail } = event as CustomEvent<{ item: HTMLElement; value: string | null }>;
    detail.value = detail.item.dataset["value"] ?? null;
  });
  // It writes the name into the box without a word; the page has to hear of it.
  expander.addEventListener("text-expander-committed", () => {
    composer.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // A name may have been begun before it was there to see it.
  const area = composer.querySelector("textarea");
  if (area?.value.includes("@") && area === document.activeElement)
    area.dispatchEvent(new Event("input", { bubbles: true }));
}

interface Offer {
  matched: boolean;
  fragment?: HTMLElement;
}

function offerOf(names: readonly { value: string; label: string }[]): Offer {
  if (names.length === 0) return { matched: false };
  const list = document.createElement("ul");
  list.className = "menu suggestions";
  list.role = "listbox";
  for (const [index, { value, label }] of names.entries()) {
    const item = document.createElement("li");
    item.role = "option";
    item.id = `suggestion-${index}`;
    item.dataset["value"] = value;
    const name = document.createElement("bdi");
    name.textContent = label;
    item.append(name);
    list.append(item);
  }
  return { matched: true, fragment: list };
}
