/** What docs/ says agrees with the house: variables, limits, sizes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { root } from "./dockerfile.ts";
import { environmentVariables } from "./variables.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const configure = read("docs/configure.md");
const promises = read("docs/promises.md");
/** A table's row by its first cell. */
const row = (page: string, first: string): string | undefined =>
  page.split("\n").find((line) => line.startsWith(`| ${first} |`));

describe("docs/configure.md", () => {
  test("has a row for each variable and for no other", () => {
    const rows = Array.from(configure.matchAll(/^\| `([A-Z_]+)` \|/gm), ([, name]) => name);
    expect(rows.toSorted()).toEqual(environmentVariables());
  });

  test("says the default and the bounds of each number", () => {
    const config = read("server/platform/config.ts");
    const numbers = Array.from(config.matchAll(/^ {2}([A-Z_]+): whole\(([\d_]+), ([\d_]+), ([\d_]+)\)/gm));
    expect(numbers.length).toBeGreaterThan(0);
    for (const [, name = "", ...rest] of numbers) {
      const [fallback, least, most] = rest.map((each) => each.replaceAll("_", ""));
      expect(row(configure, `\`${name}\``)).toContain(`| \`${fallback}\` | ${least} to ${most}`);
    }
  });
});

describe("docs/promises.md", () => {
  test("has the points and minutes of each limit", () => {
    const limits = read("server/platform/limits.ts").matchAll(/^ {2}(\w+): \{ points: (\d+), seconds: (\d+)/gm);
    const inCode = Array.from(limits, ([, name, points, seconds]) => {
      const minutes = Number(seconds) / 60;
      return `${name}: ${points} in ${minutes} minute${minutes === 1 ? "" : "s"}`;
    });
    const said = Array.from(promises.matchAll(/\| (\d+ in \d+ minutes?)[^|]*\| `(\w+)` \|/g), ([, limit, name]) => {
      return `${name}: ${limit}`;
    });
    expect(said.toSorted()).toEqual(inCode.toSorted());
  });

  /** What stands in a row, and where the code says so. */
  test.each<[first: string, says: string, file: string, code: RegExp]>([
    [
      "a message over a socket, a body to the API",
      "64 KB",
      "platform/realtime/gateway.ts",
      /maxHttpBufferSize: 64 \* 1024/,
    ],
    ["a message over a socket, a body to the API", "64 KB", "platform/operations/http.ts", /limit: "64kb"/],
    ["a plain form", "256 KB", "platform/operations/forms.ts", /limit: "256kb"/],
    ["a post, a concept note", "20 000 characters", "../shared/contracts/forum.ts", /body = markdown\(20_000\)/],
    ["a post, a concept note", "20 000 characters", "../shared/contracts/dialogues.ts", /body: markdown\(20_000\)/],
    ["a question", "400 characters", "../shared/contracts/webinars.ts", /text: line\(400\)/],
    ["a line of the chat", "500 characters", "../shared/contracts/webinars.ts", /text: line\(500\)/],
    ["a password", "12 to 128 characters", "../shared/contracts/sessions.ts", /\.min\(12\)\.max\(128\)/],
    ["streams that one socket watches", "60", "platform/realtime/watch.ts", /mostStreams = 60;/],
    [
      "messages that wait for one slow reader, who is then let go of and catches up",
      "1000",
      "platform/realtime/stalled.ts",
      /mostMessages = 1_000;/,
    ],
    ["a session", "30 days from its last use", "features/sessions/session-cookies.ts", /idleDays = 30;/],
    ["editing a post without a trace", "5 minutes", "features/forum/posts/edit-post.ts", /grace = 5 \* 60_000;/],
    [
      "calling back the close of a webinar",
      "10 seconds",
      "features/webinars/closing/begin-close.ts",
      /callBackFor = 10_000;/,
    ],
    [
      "a webinar that nobody closes",
      "closes 15 minutes after its end",
      "features/webinars/closing/begin-close.ts",
      /grace = 15 \* 60_000;/,
    ],
    ["an effect that fails", "tried 20 times", "platform/outbox/failures.ts", /mostTries = 20;/],
  ])("%s: %s", (first, says, file, code) => {
    expect(row(promises, first)).toContain(`| ${says}`);
    expect(read(join("server", file))).toMatch(code);
  });
});
