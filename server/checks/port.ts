/** Tries the port: whether it is free, and whether this user may open it. */
import { createServer } from "node:net";
import type { Config } from "../platform/config.ts";

type Wanted = Pick<Config, "port" | "host">;

/** Why it cannot be opened, behind the variable that mends it; null where it can. */
export function tryPort({ port, host }: Wanted): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (thrown) => resolve(sayWhyNoPort(thrown, { port, host }) ?? `PORT: ${thrown.message}`));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** The same of what was thrown; null where it was about something else. */
export function sayWhyNoPort(thrown: unknown, { port, host }: Wanted): string | null {
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `PORT: another program has ${port} already; stop it, or choose another port`;
  if (syscall === "listen" && (code === "EACCES" || code === "EPERM"))
    return `PORT: this user may not open ${port}; choose one from 1024 on, or let a proxy stand before it`;
  if (code === "EADDRNOTAVAIL")
    return `HOST: ${host} is no address of this machine; leave it out to listen at all of them`;
  if (syscall === "getaddrinfo") return `HOST: ${host} is not known; leave it out to listen at all addresses`;
  return null;
}
