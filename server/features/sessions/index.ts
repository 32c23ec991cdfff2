/** Sessions: signing in and out, and who asks. */
import { sessions } from "../../../shared/contracts/sessions.ts";
import { type Served, serve } from "../../platform/operations/serve.ts";
import { startSecret } from "../../platform/secret.ts";
import { changePassword } from "./change-password.ts";
import { chooseLanguage } from "./choose-language.ts";
import { startCleaning, stopCleaning } from "./clean-sessions.ts";
import { createFirstAdmin } from "./first-admin.ts";
import { mailsStored } from "./mail-if-known.ts";
import { renew } from "./renew.ts";
import { requestLink } from "./request-link.ts";
import { requestReset } from "./request-reset.ts";
import { resetPassword } from "./reset-password.ts";
import { useSecureCookies } from "./session-cookies.ts";
import { signIn } from "./sign-in.ts";
import { signOut, signOutEverywhere } from "./sign-out.ts";
import { useJoinLink } from "./use-join-link.ts";
import { useLink } from "./use-link.ts";

export { readFirstAdminLink } from "./first-admin.ts";
export { createIdentify } from "./identify.ts";
export { setSessionCookies } from "./session-cookies.ts";
export { makeSession } from "./start-session.ts";

export interface SessionsConfig {
  secret: string | undefined;
  dataDir: string;
  production: boolean;
  /** Cookies are `Secure` and named `__Host-…`: the public address is https. */
  secure: boolean;
}

/** Reads the secret and says how cookies are named; before any request is answered. Throws where the secret is weak. */
export function startSessions(config: SessionsConfig): void {
  startSecret(config);
  useSecureCookies(config.secure);
  startCleaning();
}
/** Waits for what was promised to those who asked for a mail. */
export async function stopSessions(): Promise<void> {
  stopCleaning();
  await mailsStored();
}

export const sessionsFeature = (): Served[] =>
  serve("sessions", sessions, {
    signIn,
    requestLink,
    useLink,
    requestReset,
    resetPassword,
    changePassword,
    useJoinLink,
    createFirstAdmin,
    renew,
    signOut,
    signOutEverywhere,
    chooseLanguage,
  });
