/** The house put together: names every feature once, opens the ways in, and closes them in order. */
import { createServer } from "node:http";
import compression from "compression";
import express from "express";
import helmet from "helmet";
import { connect, disconnect } from "./database/connect.ts";
import { dialoguesFeature } from "./features/dialogues/index.ts";
import { forumFeature } from "./features/forum/index.ts";
import { membersFeature } from "./features/members/index.ts";
import { moderationFeature } from "./features/moderation/index.ts";
import { notificationsFeature } from "./features/notifications/index.ts";
import { createIdentify, sessionsFeature, startSessions, stopSessions } from "./features/sessions/index.ts";
import { settingsFeature } from "./features/settings/index.ts";
import { startWebinars, stopWebinars, webinarsFeature } from "./features/webinars/index.ts";
import { startClock, stopClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { startJobs, stopJobs } from "./platform/jobs/index.ts";
import { startLimits, stopLimits } from "./platform/limits.ts";
import { startMail, stopMail } from "./platform/mail/index.ts";
import { mountForms } from "./platform/operations/forms.ts";
import { type HttpOptions, mountHttp, tellPlainly } from "./platform/operations/http.ts";
import { limitRequests } from "./platform/operations/limit-requests.ts";
import { describeApi } from "./platform/operations/openapi.ts";
import { originCheck } from "./platform/operations/origin.ts";
import type { Served } from "./platform/operations/serve.ts";
import { startOutbox, stopOutbox } from "./platform/outbox/index.ts";
import { mountPages } from "./platform/pages/pages.ts";
import { loadBundle } from "./platform/pages/render-bundle.ts";
import { setPublicUrl } from "./platform/public-url.ts";
import { createGateway } from "./platform/realtime/index.ts";

export interface HouseSettings extends Config {
  /** The time may be moved, for the seed, the replay and the tests. */
  movableClock?: boolean;
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

/** Every operation that the house offers. */
export const everyFeature = (): Served[] => [
  ...membersFeature(),
  ...sessionsFeature(),
  ...settingsFeature(),
  ...forumFeature(),
  ...dialoguesFeature(),
  ...webinarsFeature(),
  ...notificationsFeature(),
  ...moderationFeature(),
];

const isSecure = ({ publicUrl }: HouseSettings): boolean => publicUrl?.startsWith("https:") ?? false;

/** Opens the database and starts what works behind the doors. */
export async function openHouse(settings: HouseSettings): Promise<void> {
  const connection = await connect(settings);
  await startClock(connection, { movable: settings.movableClock ?? false });
  setPublicUrl(settings.publicUrl ?? `http://localhost:${settings.port}`);
  startSessions({ ...settings, secure: isSecure(settings) });
  startMail(settings);
  startLimits(settings.redisUrl);
  await startOutbox();
  await startWebinars();
  startJobs();
}

/** Starts the server. Throws with one clear sentence where it cannot. */
export async function startHouse(settings: HouseSettings): Promise<House> {
  await openHouse(settings);
  const served = everyFeature();
  const app = express();
  const http = createServer(app);
  const secure = isSecure(settings);
  const identify = createIdentify({ secure });
  const checkOrigin = originCheck(settings.publicUrl);
  const options: HttpOptions = { identify, secure, checkOrigin, limit: limitRequests };

  app.disable("x-powered-by");
  app.set("trust proxy", settings.trustedProxies);
  app.use(helmet(headers({ secure, development: settings.development ?? false })));
  app.use(compression());
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/api/openapi.json", (_request, response) => void response.json(describeApi(served, version)));
  mountHttp(app, served, options);
  let closePages = async () => {};
  if (settings.pages ?? true) {
    const bundle = settings.development
      ? await import("./platform/pages/development.ts").then(({ developmentBundle }) => developmentBundle(app, http))
      : { load: cached(loadBundle), close: async () => {} };
    closePages = bundle.close;
    mountForms(
      app,
      served,
      options,
      mountPages(app, { served, identify, bundle: bundle.load, secure, limit: limitRequests }),
    );
  }
  app.use(tellPlainly);
  const gateway = createGateway({
    http,
    served,
    identify,
    publicUrl: settings.publicUrl,
    trustedProxies: settings.trustedProxies,
    redisUrl: settings.redisUrl,
    limit: limitRequests,
  });

  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(settings.port, settings.host, resolve);
  });
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : settings.port;
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

/** Ends what works behind the doors, in order: what must follow a write is done before the database closes. */
export async function closeHouse(): Promise<void> {
  await stopJobs();
  await stopWebinars();
  await stopOutbox();
  await stopSessions();
  await stopMail();
  stopLimits();
  stopClock();
  await disconnect();
}

const cached = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

function headers({ secure, development }: { secure: boolean; development: boolean }) {
  return {
    contentSecurityPolicy: {
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", "ws:", "wss:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "upgrade-insecure-requests": secure ? [] : null,
      },
    },
    // Helmet's default makes plain forms send `Origin: null`.
    referrerPolicy: { policy: "same-origin" as const },
    strictTransportSecurity: secure,
  };
}
