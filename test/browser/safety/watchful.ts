/** A browser that notices when something tries to run: what fired, what was blocked, what stands in the page that could. */
import type { Page } from "playwright-core";

export interface Watchful {
  /** Everything suspicious on the page as it stands, and everything that happened since the last look. */
  look(): Promise<string[]>;
}

/** Must be called before the page goes anywhere. */
export async function watchful(page: Page, home: string): Promise<Watchful> {
  const happened: string[] = [];
  page.on("dialog", (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data:image\/|blob:)/.test(url) && !url.startsWith(home.replace("http", "ws")))
      happened.push(`a request to ${url.slice(0, 100)}`);
  });
  page.on("popup", (popup) => happened.push(`a window: ${popup.url()}`));
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) happened.push(`blocked: ${message.text().slice(0, 200)}`);
  });
  await page.addInitScript(() => {
    const reports: string[] = [];
    Object.assign(window, { __reports: reports });
    document.addEventListener("securitypolicyviolation", (event) =>
      reports.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  return {
    async look() {
      const found = await page.evaluate(() => {
        const { __x, __reports } = window as unknown as { __x?: unknown; __reports: string[] };
        const seen = __reports.splice(0);
        if (__x !== undefined) seen.push(`it ran: window.__x is ${String(__x)}`);
        const said = (element: Element) => element.outerHTML.slice(0, 160);
        const addresses = [
          "href",
          "src",
          "action",
          "formaction",
          "data",
          "poster",
          "xlink:href",
          "srcset",
          "background",
        ];
        const visit = (root: ParentNode) => {
          for (const element of root.querySelectorAll("*")) {
            const name = element.localName;
            const own = element.closest("head") !== null || element.id === "state";
            if (/^(iframe|frame|object|embed|applet|base|style|template|noscript|plaintext|xmp|math)$/.test(name))
              seen.push(`an element: ${said(element)}`);
            if (name === "script" && !own) seen.push(`a script: ${said(element)}`);
            if (name === "meta" && element.hasAttribute("http-equiv")) seen.push(`a meta: ${said(element)}`);
            for (const { name: attribute, value } of element.attributes) {
              if (/^on/i.test(attribute)) seen.push(`a handler: ${said(element)}`);
              if (/^(style|srcdoc|ping)$/i.test(attribute)) seen.push(`an attribute ${attribute}: ${said(element)}`);
              // As a browser reads an address: without what it overlooks.
              // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is overlooked
              const address = value.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\ufeff]/g, "").toLowerCase();
              if (
                addresses.includes(attribute.toLowerCase()) &&
                /^(javascript|data|vbscript|blob|file|feed|view-source):/.test(address)
              )
                seen.push(`an address: ${said(element)}`);
            }
            // The page's own forms and pictures are made of no one's words.
            if (
              element.closest(".post-body") &&
              /^(form|input|button|select|textarea|img|svg|video|audio|link|meta)$/.test(name)
            )
              seen.push(`in a text: ${said(element)}`);
            if (element.shadowRoot) visit(element.shadowRoot);
          }
        };
        visit(document);
        // What is no address at all has the protocol ":" and leads nowhere.
        for (const link of document.querySelectorAll("a[href]"))
          if (!/^(https?|mailto)?:$/.test((link as HTMLAnchorElement).protocol)) seen.push(`a link: ${said(link)}`);
        return seen;
      });
      return [...happened.splice(0), ...found];
    },
  };
}
