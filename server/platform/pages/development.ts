/** Pages while one edits them: Vite renders and reloads, nothing is built. */
import type { Server } from "node:http";
import type { Express } from "express";
import { type RenderBundle, root } from "./render-bundle.ts";

/** A bundle that follows the files, and what closes it. */
export async function developmentBundle(
  app: Express,
  http: Server,
): Promise<{ load: () => Promise<RenderBundle>; close: () => Promise<void> }> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    configLoader: "native",
    root,
    server: { middlewareMode: true, hmr: { server: http } },
    appType: "custom",
  });
  app.use(vite.middlewares);
  const tags = `<script type="module" src="/@vite/client"></script><link rel="stylesheet" href="/client/styles/fonts.css"><script type="module" src="/client/main.tsx"></script>`;
  return {
    async load() {
      const { wantedPage, renderPage } = (await vite.ssrLoadModule("/client/render.tsx")) as Omit<
        RenderBundle,
        "tagsFor"
      >;
      return { wantedPage, renderPage, tagsFor: () => tags };
    },
    close: () => vite.close(),
  };
}
