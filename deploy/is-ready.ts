/** Asks the server beside it whether it can serve: exit code 0 if so. The image's health check, which has no curl. */
const port = process.env["PORT"] ?? "3000";
const host = process.env["HOST"] ?? "localhost";

try {
  const response = await fetch(`http://${host.includes(":") ? `[${host}]` : host}:${port}/readyz`, {
    signal: AbortSignal.timeout(3000),
  });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
