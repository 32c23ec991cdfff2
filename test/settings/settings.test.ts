/** The community's settings, and the mails that an admin reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { settled } from "../../server/platform/outbox/index.ts";
import { newId } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import { type Someone, startTestHouse, type TestHouse } from "../support/house.ts";

let house: TestHouse;
let admin: Someone;
let others: Client[];
let visitor: Client;
beforeAll(async () => {
  house = await startTestHouse();
  admin = await house.member("Vera Admin", { role: "admin" });
  others = [
    await house.member("Olga Organiser", { role: "organiser" }),
    await house.member("Ada Lane"),
    await house.guest("Gus Guest", newId()),
  ];
  visitor = house.visitor();
});
afterAll(() => house.stop());

const wish = (more: object = {}) => ({
  changeId: newId(),
  communityName: "Hill Commons",
  organisationName: "",
  tagline: "Talk across hills",
  languages: ["fr", "sw"],
  timeZone: "Africa/Nairobi",
  engagedMinutes: 20,
  ...more,
});

describe("the community's settings", () => {
  test("suit a new community, and anyone reads them", async () => {
    expect(await visitor.http("settings.readSettings", {})).toMatchObject({
      communityName: "Colloquy",
      engagedMinutes: 30,
      timeZone: "UTC",
      demonstration: false,
      interfaceLanguages: ["en", "ar"],
    });
    expect(JSON.stringify(await visitor.http("settings.readSettings", {}))).not.toContain("once");
  });
  test("an admin changes them, once a change; the interface's languages stay among those of texts", async () => {
    const change = wish();
    const changed = await admin.http("settings.changeSettings", change);
    expect(changed).toMatchObject({
      communityName: "Hill Commons",
      languages: ["en", "ar", "fr", "sw"],
      timeZone: "Africa/Nairobi",
      engagedMinutes: 20,
    });
    expect(await admin.call("settings.changeSettings", change)).toEqual(changed);
    expect(await visitor.http("settings.readSettings", {})).toEqual(changed);
  });
  test("nobody else does", async () => {
    for (const who of others) expect(await who.outcome("settings.changeSettings", wish())).toBe("not-allowed");
    expect(await visitor.outcome("settings.changeSettings", wish())).toBe("sign-in-first");
  });
  test.each([
    [{ timeZone: "Mars/Olympus" }],
    [{ languages: [] }],
    [{ languages: ["<script>"] }],
    [{ engagedMinutes: 0 }],
    [{ communityName: " \n " }],
    [{ communityName: { $set: 1 } }],
    [{ firstAdminNonce: "mine" }],
    [{ demonstration: true }],
  ])("bad input %j is refused", async (wrong) => {
    expect(await admin.outcome("settings.changeSettings", wish(wrong) as never)).toBe("bad-input");
  });
});

describe("written mails", () => {
  test("are shown to the admin alone, with their links", async () => {
    await admin.http("members.createMember", { id: newId(), email: "ines@example.org", name: "Ines Invited" });
    await settled();
    const { items } = await admin.http("settings.listMails", {});
    expect(items[0]).toMatchObject({ to: "ines@example.org", state: "written" });
    const mailId = items[0]?.id as string;
    const mail = await admin.http("settings.readMail", { mailId });
    expect(mail.links).toHaveLength(1);
    expect(mail.text).toContain(mail.links[0]);
    for (const who of others) {
      expect(await who.outcome("settings.listMails", {})).toBe("not-allowed");
      expect(await who.outcome("settings.readMail", { mailId })).toBe("not-allowed");
    }
    expect(await visitor.outcome("settings.listMails", {})).toBe("sign-in-first");
    expect(await visitor.outcome("settings.readMail", { mailId })).toBe("sign-in-first");
    expect(await admin.outcome("settings.readMail", { mailId: newId() })).toBe("not-found");
    expect(await admin.outcome("settings.readMail", { mailId: "x" })).toBe("bad-input");
  });
  test("are listed by pages", async () => {
    for (let made = 0; made < 31; made++)
      await admin.http("members.createMember", {
        id: newId(),
        email: `many${made}@example.org`,
        name: `Many ${String.fromCharCode(97 + (made % 26))}${made < 26 ? "" : "z"}`,
      });
    await settled();
    const first = await admin.http("settings.listMails", {});
    const second = await admin.http("settings.listMails", { cursor: first.next as string });
    expect([first.items.length, second.items.length, second.next]).toEqual([30, 2, null]);
  });
});
