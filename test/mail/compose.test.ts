/** What a mail looks like, and what nobody can write into it. */
import { describe, expect, test } from "@jest/globals";
import { compose, linksIn, oneLine } from "../../server/platform/mail/compose.ts";
import type { Mail } from "../../server/platform/mail/mail.model.ts";

const mail = (more: Partial<Mail>) =>
  ({
    _id: "1",
    createdAt: new Date(0),
    to: "ada@example.org",
    toName: "Ada",
    language: "en",
    subject: "Hello",
    text: "Hello",
    ...more,
  }) as Mail;

describe("a mail", () => {
  test("has no line break in any header", () => {
    const composed = compose(
      mail({ subject: "Hello\r\nBcc: eve@example.org", toName: "Ada\nEve\u2028X" }),
      "Colloquy <c@example.org>",
    );
    expect(composed.subject).toBe("Hello Bcc: eve@example.org");
    expect(composed.to).toEqual({ name: "Ada Eve X", address: "ada@example.org" });
    expect(oneLine("a\u0000\u0085b")).toBe("a b");
  });
  test("shows what was written as text, and addresses as links", () => {
    const { html } = compose(
      mail({ text: 'Hello <script>alert("x")</script>,\n\nhttps://example.org/a?b=1&c="2".', language: "ar" }),
      "c@example.org",
    );
    expect(html).toContain('dir="rtl"');
    expect(html).not.toContain("<script");
    expect(html).toContain('<a href="https://example.org/a?b=1&amp;c=" dir="ltr">');
  });
  test("knows its links, each once", () => {
    expect(
      linksIn("see https://example.org/x. Or (https://example.org/x), or http://localhost:3000/y?token=a_b-c"),
    ).toEqual(["https://example.org/x", "http://localhost:3000/y?token=a_b-c"]);
  });
  test("keeps its Message-ID, of the sender's domain", () => {
    expect(compose(mail({}), "Colloquy <c@example.org>").messageId).toBe("<1@example.org>");
  });
});
