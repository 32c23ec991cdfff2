/** The house with its doors: names every feature once, and opens the ways in. */
import { setTimeout as drain } from "node:timers/promises";
import express from "express";
import { schemaVersion } from "./database/schema.ts";
import { dialoguesFeature } from "./features/dialogues/index.ts";
import { forumFeature } from "./features/forum/index.ts";
import { membersFeature } from "./features/members/index.ts";
import { moderationFeature } from "./features/moderation/index.ts";
import { notificationsFeature } from "./features/notifications/index.ts";
import { createIdentify, sessionsFeature } from "./features/sessions/index.ts";
import { settingsFeature } from "./features/settings/index.ts";
import { webinarsFeature } from "./features/webinars/index.ts";
import { closeHouse, type HouseSettings, isSecure, openHouse } from "./house.ts";
import { compressed } from "./platform/operations/compressed.ts";
import { protectingHeaders } from "./platform/operations/headers.ts";
import { type HttpOptions, mountHttp, tellPlainly } from "./platform/operations/http.ts";
import { limitRequests } from "./platform/operations/limit-requests.ts";
import { closerOf, listen } from "./platform/operations/listen.ts";
import { describeApi } from "./platform/operations/openapi.ts";
import { originCheck } from "./platform/operations/origin.ts";
import type { Served } from "./platform/operations/serve.ts";
import { openPages } from "./platform/pages/open-pages.ts";
import { setPublicUrl } from "./platform/public-url.ts";
import { createGateway } from "./platform/realtime/index.ts";
import { beginStopping, mountVitals, noteRequests, startVitals, stopVitals } from "./platform/vitals/index.ts";

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
  /** Says at once that it goes, lets those who are here finish, and ends in order; within ten seconds, and those to drain. */
  stop(): Promise<void>;
}

/** Taken so because an import of it would load all that it offers, a whole browser's `fetch` among it. */
const { createServer } = process.getBuiltinModule("node:http");

const version = "0.1.0";
/** Milliseconds for what is just being answered, when the server stops. */
const finishing = 2_500;

/** Starts the server. Throws with one clear sentence where it cannot. */
export async function startHouse({ development = false, pages = true, ...settings }: AppSettings): Promise<House> {
  await openHouse(settings);
  startVitals({
    version,
    schema: schemaVersion,
    database: settings.mongoUrl ? "mongodb" : "embedded",
    redis: settings.redisUrl !== undefined,
    dataDir: settings.dataDir,
    onLost: settings.onLost,
  });
  const served = everyOperation();
  const secure = isSecure(settings);
  const identify = createIdentify({ secure });
  const options: HttpOptions = { identify, secure, checkOrigin: originCheck(settings.publicUrl), limit: limitRequests };

  const app = express();
  const http = createServer(app);
  const closeDoor = closerOf(http);
  app.disable("x-powered-by");
  // What is not a file is never kept by a browser, so that nobody comes back with its mark.
  app.disable("etag");
  app.set("trust proxy", settings.trustedProxies);
  app.use(noteRequests(settings));
  app.use(protectingHeaders({ secure, development }));
  mountVitals(app, settings);
  app.use(compressed());
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
      beginStopping();
      await drain(settings.drainSeconds * 1000, undefined, { ref: false });
      // Sockets come back elsewhere by themselves; no request is answered by half.
      await Promise.all([closeDoor(finishing), gateway.close()]);
      await closePages();
      stopVitals();
      await closeHouse();
    },
  };
}
