/** What every answer says of itself: nothing of another host is loaded, framed or told where a reader came from. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "express";
import helmet from "helmet";

/** `secure`: the public address is https. In `development` Vite writes styles into the page. */
export function protectingHeaders(where: { secure: boolean; development: boolean }): RequestHandler {
  const headers = headersOf(where);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** They are the same for every answer: helmet is asked once. */
function headersOf({ secure, development }: { secure: boolean; development: boolean }): [string, string][] {
  const headers = new Map<string, string>();
  const answer = {
    setHeader: (name: string, value: string) => void headers.set(name, value),
    removeHeader: () => {},
  };
  const protect = helmet({
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
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: secure,
  });
  protect({} as IncomingMessage, answer as unknown as ServerResponse, () => {});
  return [...headers];
}
