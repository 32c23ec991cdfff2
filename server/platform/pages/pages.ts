/** Draws pages on the server: asks what the page needs as its reader, renders it, sends it. */
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import express, { type Express, type Request, type Response } from "express";
import type { MeView } from "../../../shared/contracts/members.ts";
import type { SettingsView } from "../../../shared/contracts/settings.ts";
import { spokenFor } from "../../../shared/languages.ts";
import type { PageState, WantedPage } from "../../../shared/pages.ts";
import { catalogueOf } from "../catalogues.ts";
import { nowMs } from "../clock.ts";
import { inTurn } from "../in-turn.ts";
import { exchangeOf, nameRoute, problemOf, requestIdOf } from "../operations/http.ts";
import type { Identify, Identity } from "../operations/identity.ts";
import type { Limit } from "../operations/limit-requests.ts";
import { sendPieces } from "../operations/send-pieces.ts";
import type { Exchange, Served } from "../operations/serve.ts";
import { Problem } from "../problem.ts";
import { documentOf } from "./document.ts";
import { keptDocument, wholeMinute } from "./kept-pages.ts";
import { builtClient, type RenderBundle } from "./render-bundle.ts";

type Shown = NonNullable<PageState["problem"]>;

export interface PageOptions {
  served: Served[];
  identify: Identify;
  bundle: () => Promise<RenderBundle>;
  secure: boolean;
  limit: Limit;
}

/** A page that is drawn again because a form on it was refused. */
export interface Redrawn {
  path: string;
  problem: Shown;
  typed: Record<string, string>;
  status: number;
}

export interface Pages {
  /** Draws the page of `request`, or another where a form was refused. */
  draw(request: Request, response: Response, redrawn?: Redrawn): Promise<void>;
}

export function mountPages(app: Express, options: PageOptions): Pages {
  const byName = new Map(options.served.map((one) => [one.name, one]));
  const ask = (name: string, identity: Identity, input: object, exchange: Exchange) => {
    const one = byName.get(name);
    if (!one) throw new Error(`a page needs ${name}, which nobody serves`);
    return one.run(identity.person, input, exchange);
  };

  async function draw(request: Request, response: Response, redrawn?: Redrawn): Promise<void> {
    const bundle = await options.bundle();
    const url = redrawn?.path ?? request.originalUrl;
    const identity = await options.identify.request(request, response);
    await options.limit(identity, request.ip ?? "unknown", "page");
    const exchange = exchangeOf(request, response, identity, { secure: options.secure, way: "page" });
    const [me, settings] = (await Promise.all([
      ask("members.readMe", identity, {}, exchange),
      ask("settings.readSettings", identity, {}, exchange),
    ])) as unknown as [MeView, SettingsView];

    const wanted = bundle.wantedPage(url);
    if (!redrawn) nameRoute(response, pageName(wanted));
    const { answers, refused } = await answersFor(
      wanted,
      me,
      (name, input) => ask(name, identity, input, exchange),
      response,
    );
    if (refused?.code === "sign-in-first") return response.redirect(303, `/sign-in?to=${encodeURIComponent(url)}`);
    const moved = wanted && !refused ? wanted.moved(answers) : null;
    if (moved) return response.redirect(303, moved);

    const language = spokenFor(identity.person.language) ?? "en";
    const status = redrawn?.status ?? refused?.status ?? (wanted ? 200 : 404);
    const shared = status === 200 && !redrawn && wanted?.shared === true && identity.person.kind === "visitor";
    const state: PageState = {
      me,
      settings,
      language,
      now: shared ? wholeMinute(nowMs()) : nowMs(),
      answers,
      refused: refused && shown(refused),
      problem: redrawn?.problem ?? null,
      typed: redrawn?.typed ?? {},
    };
    const saveData = request.get("save-data") === "on";
    const document = async () => {
      // It takes some milliseconds: of ten that come together each has a turn of the event loop, and others theirs in between.
      await inTurn("drawing", nextTurn);
      const rendered = bundle.renderPage({ wanted, url, state, catalogue: catalogueOf(language) });
      return documentOf({ rendered, state, tags: bundle.tagsFor(wanted?.file ?? "", language, saveData) });
    };
    const gzip =
      shared && request.headers["accept-encoding"] !== undefined && request.acceptsEncodings("gzip") !== false;
    const drawn = shared
      ? await keptDocument(`${url} ${language} ${saveData}`, state, document, { gzip })
      : Buffer.from(await document());
    response.statusCode = status;
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", `Cookie, Accept-Language, Save-Data${gzip ? ", Accept-Encoding" : ""}`);
    response.setHeader("Content-Language", language);
    if (gzip) response.setHeader("Content-Encoding", "gzip");
    sendPieces(response, "text/html; charset=utf-8", [drawn]);
  }

  app.use("/assets", express.static(join(builtClient, "assets"), { immutable: true, maxAge: "1y", index: false }));
  // The few files at the top have a dot in their names; no page makes the disk look for one.
  app.get(/^\/[\w-]+\.\w+$/, express.static(builtClient, { index: false, dotfiles: "ignore", maxAge: "1h" }));
  app.get("/{*path}", (request, response) => draw(request, response));
  return { draw };
}

async function answersFor(
  wanted: WantedPage | null,
  me: MeView,
  ask: (name: string, input: object) => Promise<unknown>,
  response: Response,
): Promise<{ answers: Record<string, unknown>; refused: Problem | null }> {
  try {
    // In the order of the needs, whichever is answered first: the same answers are the same page.
    const answers = await Promise.all(
      Object.entries(wanted?.needs(me) ?? {}).map(
        async ([key, need]) => [key, need && (await ask(need.name, need.input))] as const,
      ),
    );
    return { answers: Object.fromEntries(answers), refused: null };
  } catch (thrown) {
    const refused = problemOf(thrown, { requestId: requestIdOf(response), page: wanted?.file });
    // An address that cannot be right (a word where an id belongs) is one that leads nowhere.
    return {
      answers: {},
      refused: refused.code === "bad-input" ? new Problem("not-found") : refused,
    };
  }
}

/** `page:forum/thread` */
const pageName = (wanted: WantedPage | null): string =>
  wanted ? `page:${wanted.file.replace(/^client\/pages\/|\.page\.tsx$/g, "")}` : "other";

const shown = ({ code, details }: Problem): Shown => ({ code, operation: null, details });
