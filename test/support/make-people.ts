/**
 * People with session cookies for nodes that run as other processes. They are made by a process of its own: before a node
 * opens its file of the embedded database, or beside nodes on MongoDB. Run as a program, it is that process.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { readDocument } from "../../server/features/members/index.ts";
import { closeHouse, openHouse } from "../../server/house.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Role } from "../../shared/contracts/common.ts";
import { newId } from "../../shared/ids.ts";
import { makeMember, signIn } from "./members.ts";

export interface PersonWish {
  /** A new member's id, or that of one who is there already and is signed in only. */
  id?: string;
  name: string;
  role?: Role;
}
export interface MadePerson {
  id: string;
  name: string;
  cookies: Record<string, string>;
}
/** Where the people are made: as the nodes will be told, the same SECRET included where they have no data folder in common. */
export interface PeoplePlace {
  dataDir: string;
  env?: Record<string, string>;
}

/** `new Client(node.url, person.cookies)` is then somebody signed in. */
export async function makePeople(place: PeoplePlace, people: PersonWish[]): Promise<MadePerson[]> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", fileURLToPath(import.meta.url)], {
    env: {
      ...process.env,
      MONGO_URL: "",
      REDIS_URL: "",
      PUBLIC_URL: "",
      LOG_LEVEL: "error",
      ...place.env,
      DATA_DIR: place.dataDir,
      NODE_ENV: "test",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(people));
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit") as Promise<[number]>]);
  if (code !== 0) throw new Error(`the people could not be made (${code})`);
  return JSON.parse(said) as MadePerson[];
}

async function make({ id = newId(), name, role = "member" }: PersonWish): Promise<MadePerson> {
  if (!(await readDocument(id))) await makeMember(id, { name, role });
  return { id, ...(await signIn(id)) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const people = JSON.parse(await text(process.stdin)) as PersonWish[];
  await openHouse(readConfig(process.env));
  const made: MadePerson[] = [];
  // Those who come together are written together.
  for (let from = 0; from < people.length; from += 100)
    made.push(...(await Promise.all(people.slice(from, from + 100).map(make))));
  await closeHouse();
  process.stdout.write(JSON.stringify(made));
}
