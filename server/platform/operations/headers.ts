/** What every answer says of itself: nothing of another host is loaded, framed or told where a reader came from. */
import type { RequestHandler } from "express";
import helmet from "helmet";

/** `secure`: the public address is https. In `development` Vite writes styles into the page. */
export const protectingHeaders = ({ secure, development }: { secure: boolean; development: boolean }): RequestHandler =>
  helmet({
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
