/** The secret and what is made with it, access and refresh tokens; and passwords. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import jwt from "jsonwebtoken";
import { checkPassword, hashPassword, verifyPassword } from "../../server/features/members/passwords/password.ts";
import { makeAccessToken, readAccessToken } from "../../server/features/sessions/access-token.ts";
import { judge, makeRefreshToken, readRefreshToken } from "../../server/features/sessions/refresh-token.ts";
import { keyFor, startSecret } from "../../server/platform/secret.ts";
import { newId } from "../../shared/ids.ts";

const secret = "e3b0c44298fc1c149afbf4c8996fb924";
beforeAll(() => startSecret({ secret, dataDir: "", production: true }));

describe("the secret", () => {
  test("is refused where it can be guessed, and in production where it is missing", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "colloquy-secret-"));
    for (const weak of [
      "short",
      "a".repeat(64),
      "abababababababababababababababababab",
      "change-me-change-me-change-me-0123456789",
    ])
      expect(() => startSecret({ secret: weak, dataDir, production: false })).toThrow(/SECRET/);
    expect(() => startSecret({ secret: undefined, dataDir, production: true })).toThrow(/SECRET/);
    startSecret({ secret, dataDir, production: true });
  });
  test("is made at the first start, and the same one is taken at the next", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "colloquy-secret-"));
    startSecret({ secret: undefined, dataDir, production: false });
    const first = keyFor("anything").toString("hex");
    startSecret({ secret: undefined, dataDir, production: false });
    expect(keyFor("anything").toString("hex")).toBe(first);
    startSecret({ secret, dataDir, production: true });
    expect(keyFor("anything").toString("hex")).not.toBe(first);
  });
});

describe("an access token", () => {
  const sid = newId();
  const key = () => keyFor("access token");
  const seconds = () => Math.floor(Date.now() / 1000);
  const claims = (more: object = {}) => ({
    sid,
    sub: newId(),
    iat: seconds(),
    exp: seconds() + 900,
    aud: "colloquy",
    iss: "colloquy",
    ...more,
  });
  const given = (all: object) => JSON.parse(JSON.stringify(all)) as object;
  const header = { alg: "HS256" as const, typ: "at+jwt" };
  const signed = (more: object, options: jwt.SignOptions = {}, by: jwt.Secret = key()) =>
    jwt.sign(given(claims(more)), by, { algorithm: "HS256", header, ...options });

  test("says which session it belongs to, for fifteen minutes", () => {
    expect(readAccessToken(makeAccessToken(sid, "somebody"))).toMatchObject({
      sessionId: sid,
      personId: "somebody",
      left: 900,
    });
  });
  test.each([
    [
      "without a signature",
      () =>
        `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims())).toString("base64url")}.`,
    ],
    [
      "of another algorithm",
      () => jwt.sign(claims(), key(), { algorithm: "HS512", header: { alg: "HS512", typ: "at+jwt" } }),
    ],
    ["for another audience", () => signed({ aud: "elsewhere" })],
    ["without an audience", () => signed({ aud: undefined })],
    ["of another issuer", () => signed({ iss: "elsewhere" })],
    ["of another type", () => signed({}, { header: { alg: "HS256", typ: "JWT" } })],
    ["signed with another key", () => signed({}, {}, keyFor("refresh token"))],
    ["signed with the secret itself", () => signed({}, {}, secret)],
    ["that never ends", () => signed({ exp: undefined })],
    ["that names no session", () => signed({ sid: undefined })],
    ["whose session is an object", () => signed({ sid: { $ne: null } })],
    ["that is not yet valid", () => signed({ nbf: seconds() + 1000 })],
    ["of nonsense", () => "a.b.c"],
    ["that is longer than any of ours", () => `${signed({})}${"a".repeat(3000)}`],
  ])("%s is none", (_, token) => {
    expect(readAccessToken(token())).toBeNull();
  });
  test("that is over says so", () => {
    expect(readAccessToken(signed({ iat: seconds() - 2000, exp: seconds() - 1 }))).toBe("expired");
  });
});

describe("a refresh token", () => {
  const sid = newId();
  const now = new Date();
  test("is the same for all who ask for it, and says which it is", () => {
    expect(makeRefreshToken(sid, 7)).toBe(makeRefreshToken(sid, 7));
    expect(readRefreshToken(makeRefreshToken(sid, 7))).toEqual({ sessionId: sid, generation: 7 });
  });
  test.each([
    ["another number", () => makeRefreshToken(sid, 7).replace(".7.", ".8.")],
    ["another session", () => makeRefreshToken(sid, 7).replace(sid, newId())],
    ["nothing", () => ""],
    ["an access token", () => makeAccessToken(sid, "x")],
  ])("with %s is none", (_, token) => {
    expect(readRefreshToken(token())).toBeNull();
  });
  test.each([
    [7, null, "current"],
    [6, null, "former"],
    [6, 59, "former"],
    [6, 61, "reused"],
    [5, null, "reused"],
    [8, null, "ahead"],
  ] as const)("number %i, its successor 7 seen %s seconds ago: %s", (generation, ago, standing) => {
    const seenAt = ago === null ? null : new Date(now.getTime() - ago * 1000);
    expect(judge(generation, { generation: 7, seenAt }, now)).toBe(standing);
  });
});

describe("a password", () => {
  test("is kept as argon2id with nineteen megabytes and two passes", async () => {
    const hash = await hashPassword("a quiet river in spring");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, "a quiet river in spring")).toBe(true);
    expect(await verifyPassword(hash, "A quiet river in spring")).toBe(false);
    expect(await verifyPassword(null, "a quiet river in spring")).toBe(false);
  });
  test("is the same however its letters were composed", async () => {
    expect(await verifyPassword(await hashPassword("caf\u00e9 au lait et pain"), "cafe\u0301 au lait et pain")).toBe(
      true,
    );
  });
  test.each([
    "aaaaaaaaaaaa",
    "123456789012",
    "abcdefghijklm",
    "Password1234",
    "qwertyuiop12",
    "correct horse battery staple",
    "ada.lovely@example.org",
    "adalovely1234",
  ])("%s is too easy to guess", (weak) =>
    expect(() => checkPassword(weak, { name: "Ada Lovely", email: "ada.lovely@example.org" })).toThrow("weak-password"),
  );
  test.each(["a quiet river in spring", "Tr0ub4dor&3 is fine", "نهر هادئ في الربيع", "静かな川が流れる春の朝に歩く"])(
    "%s is good",
    (good) => {
      checkPassword(good, { name: "Ada Lovely", email: "ada.lovely@example.org" });
    },
  );
});
