/** The custom elements of the composer, as JSX may write them. */
import type { HTMLAttributes } from "preact";

type Tool = HTMLAttributes<HTMLElement>;

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "markdown-toolbar": Tool & { for: string };
      "md-bold": Tool;
      "md-link": Tool;
      "md-quote": Tool;
      "md-unordered-list": Tool;
      "text-expander": Tool & { keys: string };
    }
  }
}
