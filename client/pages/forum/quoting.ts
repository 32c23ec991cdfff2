/** A quote in Markdown: its first line links the post, so that it becomes a citation and its author is told. */

/** `> [Name](/posts/ID)`, then the words, line by line, and room to go on. */
export function quoteOf(name: string, postId: string, words: string): string {
  const author = name.replace(/[[\]\\]/g, "\\$&");
  const lines = words
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd());
  return `> [${author}](/posts/${postId})\n${lines.join("\n")}\n\n`;
}

/** What is selected inside this element; empty where nothing is, or where it reaches beyond. */
export function selectedIn(element: Element | null): string {
  const selection = getSelection();
  if (!element || !selection || selection.isCollapsed || selection.rangeCount === 0) return "";
  return element.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString() : "";
}

/** Puts a text where the caret stands, on lines of its own, and leaves the caret behind it. */
export function insertInto(area: HTMLTextAreaElement, text: string): void {
  const before = area.value.slice(0, area.selectionStart);
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  area.focus();
  area.setRangeText(lead + text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
