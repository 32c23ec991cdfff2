/** Whether PUBLIC_URL and what stands around it can be right. */
import { lookup } from "node:dns/promises";
import type { Config } from "../platform/config.ts";

/** What was found; throws one sentence. */
export async function tryAddress({ publicUrl, port, trustedProxies, production }: Config): Promise<string> {
  if (publicUrl === undefined) return `http://localhost:${port}, for want of another`;
  const { hostname, protocol, port: given } = new URL(publicUrl);
  const known = await lookup(hostname.replace(/^\[|\]$/g, "")).catch(() => null);
  if (!known) throw new Error(`PUBLIC_URL: ${hostname} is not known here: is it written as it should be?`);
  if (production && protocol === "https:" && trustedProxies === 0)
    throw new Error(
      "TRUSTED_PROXIES: the address begins with https, which a proxy in front must speak: say how many stand there (1), or all people look like one",
    );
  if (protocol === "http:" && Number(given || 80) !== port && trustedProxies === 0)
    throw new Error(
      `PUBLIC_URL: it names port ${given || 80}, and the server listens at ${port} without a proxy in front`,
    );
  return publicUrl;
}
