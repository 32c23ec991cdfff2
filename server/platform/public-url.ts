/** The address by which people reach this server, for links that leave it. */
let base = "http://localhost:3000";

/** `https://forum.example.org`, without a slash at its end. */
export function setPublicUrl(url: string): void {
  base = url.replace(/\/+$/, "");
}
/** A path of this server as a whole address. */
export const absolute = (path: string): string => base + path;
