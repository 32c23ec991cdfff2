/** A house with windows: people whose browsers have a screen. */
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { newId } from "../../../shared/ids.ts";
import { launchBrowser } from "../../support/browser.ts";
import type { Client } from "../../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../../support/house.ts";

export interface Windows {
  readonly house: TestHouse;
  /** Somebody's window on a page of the house. */
  open(who: Client, path: string, wish?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openWindows(): Promise<Windows> {
  const house = await startTestHouse({ pages: true });
  const browser: Browser = await launchBrowser();
  return {
    house,
    async open(who, path, wish = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en", ...wish });
      await context.addCookies(Array.from(who.cookies, ([name, value]) => ({ name, value, url: house.url })));
      const page = await context.newPage();
      // A browser on a busy machine takes its time.
      page.setDefaultTimeout(20_000);
      page.on("pageerror", (error) => {
        throw error;
      });
      const go = page.goto.bind(page);
      page.goto = async (...where) => {
        const answer = await go(...where);
        if (wish.javaScriptEnabled !== false) await takenOver(page);
        return answer;
      };
      await page.goto(house.url + path);
      return page;
    },
    async close() {
      await browser.close();
      await house.stop();
    },
  };
}

/**
 * Waits until the script has taken over what the server drew, where there is one: it leaves a mark of its own on the root.
 * A key pressed before that does nothing, as for any reader.
 */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.getElementById("app");
    return !root || !document.querySelector("script[type=module]") || Object.keys(root).length > 0;
  });
}

/** What follows a press in its own time: looked at again and again until it is so. */
export async function soon<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  const until = performance.now() + 15_000;
  const isSo = async () => JSON.stringify(await look()) === JSON.stringify(wanted);
  while (!(await isSo()) && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await look()).toEqual(wanted);
}

export interface Place {
  readonly slug: string;
  readonly sectionId: string;
  readonly threadId: string;
  readonly path: string;
}

/** A section with one thread by `author`. */
export async function makeThread(
  organiser: Someone,
  author: Someone,
  body = "What did you still see a year later?",
): Promise<Place> {
  const [sectionId, threadId] = [newId(), newId()];
  const slug = `section-${sectionId}`;
  await organiser.http("forum.createSection", { id: sectionId, slug, title: "General discussion" });
  await author.http("forum.createThread", { id: threadId, postId: newId(), sectionId, title: "A year after", body });
  return { slug, sectionId, threadId, path: `/threads/${threadId}` };
}

/** Writes a reply over HTTP; its id. */
export async function reply(author: Someone, threadId: string, body: string, replyTo?: string): Promise<string> {
  const id = newId();
  await author.http("forum.createPost", { id, threadId, body, ...(replyTo ? { replyTo } : {}) });
  return id;
}

/** What axe finds, as `rule: element`. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
