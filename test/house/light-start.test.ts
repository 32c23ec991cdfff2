/** What a start must not load, since no first page needs it: each of these costs whoever waits for it some milliseconds. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const later = [
  "@node-rs/argon2",
  "ioredis",
  "jsonwebtoken",
  "markdown-it",
  "nodemailer",
  "prom-client",
  "sanitize-html",
];
const look = `
  import { createRequire } from "node:module";
  await import("./server/app.ts");
  console.log(Object.keys(createRequire(import.meta.url).cache).join("\\n"));
`;

test("the house opens without what writers, mails, Redis and metrics need", () => {
  const root = join(import.meta.dirname, "../..");
  const loaded = execFileSync(process.execPath, ["--input-type=module", "--eval", look], {
    cwd: root,
    encoding: "utf8",
  });
  const isLoaded = (name: string) => loaded.includes(`node_modules/${name}/`);
  expect(isLoaded("mongoose")).toBe(true);
  expect(later.filter(isLoaded)).toEqual([]);
});
