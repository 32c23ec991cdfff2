/** How the people of the replay come in: by the first admin's link, by mailed links, by personal links. */
import { newId } from "../../shared/ids.ts";
import { Client } from "../support/client.ts";
import { insist } from "./insist.ts";
import type { Playhouse } from "./playhouse.ts";
import * as screenplay from "./screenplay.ts";

const passphrase = "a long enough passphrase for a replay";

export interface Someone {
  client: Client;
  id: string;
}

export async function firstAdmin(server: Playhouse): Promise<Someone> {
  const client = new Client(server.url);
  const token = server.firstAdminLink.split("token=")[1] ?? "";
  const id = newId();
  await insist(
    client,
    "sessions.createFirstAdmin",
    { id, token, name: "Adaeze Winther", email: "admin@replay.example", password: passphrase },
    "http",
  );
  return { client, id };
}

type Role = "member" | "moderator" | "organiser";
/** A member made by the admin, signed in by the mailed link. */
export async function member(
  server: Playhouse,
  admin: Someone,
  who: { name: string; role: Role; gender: "woman" | "man"; country: string; organisation: string },
): Promise<Someone> {
  const id = newId();
  const email = `m${id.slice(-12)}@replay.example`;
  await insist(admin.client, "members.createMember", { id, email, ...who, language: "en", timeZone: screenplay.zone });
  const client = new Client(server.url);
  await insist(client, "sessions.useLink", { token: await mailedToken(admin, client, email) }, "http");
  return { client, id };
}

/** Where no mail server is configured, mails are shown to the admin. */
async function mailedToken(admin: Someone, client: Client, to: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { items } = await insist(admin.client, "settings.listMails", {});
    const mail = items.find((one) => one.to.includes(to));
    const { links } = mail ? await insist(admin.client, "settings.readMail", { mailId: mail.id }) : { links: [] };
    const token = links.find((link) => link.includes("token="))?.split("token=")[1];
    if (token) return token;
    // The server was killed while it sent the mail, and will try again in some minutes: who waits asks for another link.
    if (tries % 40 === 39) await insist(client, "sessions.requestLink", { email: to }, "http");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no link was mailed to ${to}`);
}

/** A guest by a personal link. */
export async function guest(
  server: Playhouse,
  organiser: Someone,
  webinarId: string,
  who: { name: string; country: string; organisation?: string; panellist?: boolean },
): Promise<Someone> {
  const id = newId();
  const { link } = await insist(organiser.client, "webinars.inviteGuest", { id, webinarId, ...who });
  const client = new Client(server.url);
  await insist(client, "sessions.useJoinLink", { token: link.split("token=")[1] ?? "" }, "http");
  return { client, id };
}
