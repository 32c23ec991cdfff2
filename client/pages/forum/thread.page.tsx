/** A thread: its head, its posts as they come, and where one writes. */
import { type Answers, type At, definePage, need } from "../../page.ts";
import { openedAt } from "./thread-links.ts";
import { ThreadSheet } from "./thread-sheet.tsx";
import { ThreadSource } from "./thread-source.ts";

const needs = (at: At) => {
  const { threadId = "", number } = at.params;
  const opened = openedAt(at);
  return {
    page: need("forum.readThread", { threadId, ...whole("number", number), ...whole("page", at.query["page"]) }),
    source:
      opened?.opened === "quote" || opened?.opened === "edit"
        ? need("forum.readPostSource", { postId: opened.id })
        : null,
  };
};

export default definePage({
  needs,
  shared: true,
  title: ({ page }) => page.thread.title,
  View: ({ answers }: { answers: Answers<ReturnType<typeof needs>> }) => (
    <ThreadSource.Provider value={answers.source}>
      <ThreadSheet key={`${answers.page.thread.id} ${answers.page.page}`} came={answers.page} />
    </ThreadSource.Provider>
  ),
});

/** A whole number out of an address; left out where there is none. */
const whole = <K extends string>(key: K, text: string | undefined): { [key in K]?: number } =>
  (text !== undefined && /^\d{1,7}$/.test(text) ? { [key]: Number(text) } : {}) as { [key in K]?: number };
