/** A house for a test file: the real server on a port of its own, and people with browsers in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppSettings, type House, startHouse } from "../../server/app.ts";
import { createGuest } from "../../server/features/members/index.ts";
import { readConfig } from "../../server/platform/config.ts";
import { system } from "../../server/platform/person.ts";
import { newId } from "../../shared/ids.ts";
import { anotherDatabase } from "./another-database.ts";
import { Client } from "./client.ts";
import { type MemberWish, makeMember, signIn } from "./members.ts";

/** Somebody with a browser: `ada.call(…)`, `ada.http(…)`, `ada.told(…)`. */
export class Someone extends Client {
  readonly id: string;
  readonly name: string;
  constructor(url: string, id: string, name: string, cookies: Record<string, string>) {
    super(url, cookies);
    this.id = id;
    this.name = name;
  }
}

export interface TestHouse extends House {
  readonly dataDir: string;
  /** A member, made by the system and signed in by a session of her or his own. */
  member(name: string, wish?: MemberWish): Promise<Someone>;
  /** A guest of one webinar, signed in. */
  guest(name: string, webinarId: string, wish?: { panellist?: boolean; country?: string }): Promise<Someone>;
  /** Another browser of somebody, signed in by another session. */
  again(someone: Someone): Promise<Someone>;
  visitor(): Client;
}

/** Starts a house over an empty database. Call `stop()` when the file is done. One house a process. */
export async function startTestHouse(settings: Partial<AppSettings> = {}): Promise<TestHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), "colloquy-test-"));
  const base = readConfig({
    ...process.env,
    PORT: "0",
    DATA_DIR: dataDir,
    NODE_ENV: "test",
    PUBLIC_URL: "",
    SMTP_URL: "",
    MONGO_URL: process.env["MONGO_URL"] && anotherDatabase(process.env["MONGO_URL"]),
  });
  const house = await startHouse({ ...base, movableClock: true, pages: false, ...settings });
  const people: Client[] = [];
  const kept = <C extends Client>(client: C): C => {
    people.push(client);
    return client;
  };

  const browserOf = async (id: string, name: string): Promise<Someone> =>
    kept(new Someone(house.url, id, name, (await signIn(id)).cookies));

  return {
    ...house,
    dataDir,
    async member(name, wish = {}) {
      const id = newId();
      await makeMember(id, { name, ...wish });
      return browserOf(id, wish.name ?? name);
    },
    async guest(name, webinarId, { panellist = false, country } = {}) {
      const id = newId();
      await createGuest(system, {
        id,
        webinarId,
        name,
        panellist,
        country: country ?? null,
        organisation: "",
        language: "en",
        email: null,
      });
      return browserOf(id, name);
    },
    again: (someone) => browserOf(someone.id, someone.name),
    visitor: () => kept(new Client(house.url)),
    async stop() {
      for (const person of people) person.close();
      await house.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
