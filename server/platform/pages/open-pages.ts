/** Opens the pages and the plain forms that stand on them. */
import type { Server } from "node:http";
import type { Express } from "express";
import { mountForms } from "../operations/forms.ts";
import type { HttpOptions } from "../operations/http.ts";
import type { Served } from "../operations/serve.ts";
import { mountPages } from "./pages.ts";
import { loadBundle, type RenderBundle } from "./render-bundle.ts";

interface Bundle {
  load: () => Promise<RenderBundle>;
  close: () => Promise<void>;
}

/** In `development` through Vite, as they are edited. Returns what closes them. */
export async function openPages(
  app: Express,
  http: Server,
  served: Served[],
  options: HttpOptions & { development: boolean },
): Promise<() => Promise<void>> {
  const { load, close } = options.development ? await edited(app, http) : built();
  mountForms(app, served, options, mountPages(app, { ...options, served, bundle: load }));
  return close;
}

const edited = async (app: Express, http: Server): Promise<Bundle> =>
  (await import("./development.ts")).developmentBundle(app, http);

function built(): Bundle {
  let bundle: Promise<RenderBundle> | undefined;
  return { load: () => (bundle ??= loadBundle()), close: async () => {} };
}
