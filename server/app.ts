/** The house with its doors: names every feature once, and opens the ways in. */
import { createServer } from "node:http";
import compression from "compression";
import express from "express";
import { dialoguesFeature } from "./features/dialogues/index.ts";
import { forumFeature } from "./features/forum/index.ts";
import { membersFeature } from "./features/members/index.ts";
import { moderationFeature } from "./features/moderation/index.ts";
import { notificationsFeature } from "./features/notifications/index.ts";
import { createIdentify, sessionsFeature } from "./features/sessions/index.ts";
import { settingsFeature } from "./features/settings/index.ts";
import { webinarsFeature } from "./features/webinars/index.ts";
import { closeHouse, type HouseSettings, isSecure, openHouse } from "./house.ts";
import { protectingHeaders } from "./platform/operations/headers.ts";
import { type HttpOptions, mountHttp, tellPlainly } from "./platform/operations/http.ts";
import { limitRequests } from "./platform/operations/limit-requests.ts";
import { listen } from "./platform/operations/listen.ts";
import { describeApi } from "./platform/operations/openapi.ts";
import { originCheck } from "./platform/operations/origin.ts";
import type { Served } from "./platform/operations/serve.ts";
import { openPages } from "./platform/pages/open-pages.ts";
import { setPublicUrl } from "./platform/public-url.ts";
import { createGateway } from "./platform/realtime/index.ts";

const everyOperation = (): Served[] => [
  ...membersFeature(),
  ...sessionsFeature(),
  ...settingsFeature(),
  ...forumFeature(),
  ...dialoguesFeature(),
  ...webinarsFeature(),
  ...notificationsFeature(),
  ...moderationFeature(),
];

export interface AppSettings extends HouseSettings {
  /** Pages through Vite as they are edited. */
  development?: boolean;
  /** Off where only the API is wanted. */
  pages?: boolean;
}

export interface House {
  readonly port: number;
  /** The address to open in a browser. */
  readonly url: string;
  readonly served: Served[];
  stop(): Promise<void>;
}

const version = "0.1.0";

/** Starts the server. Throws with one clear sentence where it cannot. */
export async function startHouse({ development = false, pages = true, ...settings }: AppSettings): Promise<House> {
  await openHouse(settings);
  const served = everyOperation();
  const secure = isSecure(settings);
  const identify = createIdentify({ secure });
  const options: HttpOptions = { identify, secure, checkOrigin: originCheck(settings.publicUrl), limit: limitRequests };

  const app = express();
  const http = createServer(app);
  app.disable("x-powered-by");
  app.set("trust proxy", settings.trustedProxies);
  app.use(protectingHeaders({ secure, development }));
  app.use(compression());
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/api/openapi.json", (_request, response) => void response.json(describeApi(served, version)));
  mountHttp(app, served, options);
  const closePages = pages ? await openPages(app, http, served, { ...options, development }) : async () => {};
  app.use(tellPlainly);
  const gateway = createGateway({ ...settings, ...options, http, served });

  const port = await listen(http, settings);
  const url = settings.publicUrl ?? `http://localhost:${port}`;
  setPublicUrl(url);
  return {
    port,
    url,
    served,
    async stop() {
      http.closeIdleConnections();
      await gateway.close();
      await new Promise((resolve) => http.close(resolve));
      await closePages();
      await closeHouse();
    },
  };
}
