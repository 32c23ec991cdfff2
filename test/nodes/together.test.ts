/** Two nodes that hear each other are one server: what is said, who is here, what is forbidden, how often. */

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { newId } from "../../shared/ids.ts";
import { startServers, startTwoNodes, type TwoNodes, until } from "../support/two-nodes.ts";

jest.setTimeout(180_000);
const servers = await startServers();
if ("unavailable" in servers) process.stdout.write(`Two nodes are not tried together: ${servers.unavailable}\n`);

const change = () => ({ changeId: newId() });
/** What is effective everywhere is so within a second; a busy machine is given more time before it counts as broken. */
const generously = 10_000;

("unavailable" in servers ? describe.skip : describe)("two nodes", () => {
  let both: TwoNodes;
  let sectionId = "";
  let threadId = "";

  beforeAll(async () => {
    if ("unavailable" in servers) return;
    both = await startTwoNodes(servers, {
      people: [
        { name: "Olga Organiser", role: "organiser" },
        { name: "Adele Admin", role: "admin" },
        ...["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay"].map((name) => ({ name: `${name} Member` })),
      ],
      // Sign-ins are counted here.
      lifted: ["operationsByAddress", "operationsByPerson", "signInByAddress"],
    });
    const olga = both.at(0, "Olga Organiser");
    [sectionId, threadId] = [newId(), newId()];
    await olga.call("forum.createSection", { id: sectionId, slug: "practice", title: "Practice" });
    const opening = { sectionId, title: "A thread", body: "An opening." };
    await olga.call("forum.createThread", { id: threadId, postId: newId(), ...opening });
  }, 180_000);
  afterAll(async () => {
    await both?.stop();
    if (!("unavailable" in servers)) await servers.stop();
  });
  const restart = async (node: 0 | 1) => {
    await both.nodes[node].start();
    await until(() => both.lines[node].open() >= 3);
  };

  /** A section and a thread in it that Emil watches at the other node, until it is closed to members here. */
  const watchedElsewhere = async (slug: string, title: string) => {
    const [olga, emil] = [both.at(0, "Olga Organiser"), both.at(1, "Emil Member")];
    const [own, ownThread] = [newId(), newId()];
    await olga.call("forum.createSection", { id: own, slug, title, readers: "members" });
    const opening = { sectionId: own, title: "Within", body: "Among us." };
    await olga.call("forum.createThread", { id: ownThread, postId: newId(), ...opening });
    const socket = await emil.connect();
    await emil.watch(`thread:${ownThread}`);
    const seen = { removed: "" };
    const removed = new Promise<{ stream: string }>((resolve) =>
      socket.once("removed", (event: { stream: string }) => {
        seen.removed = event.stream;
        resolve(event);
      }),
    );
    const closed = { title, description: "", readers: "staff" as const, writers: "staff" as const };
    const close = () => olga.call("forum.changeSection", { sectionId: own, ...change(), ...closed });
    return { emil, ownThread, seen, removed, close };
  };

  test("what is written at either is told at the other", async () => {
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const reader = both.at(to, "Ben Member");
      await reader.watch(`thread:${threadId}`);
      const id = newId();
      const told = reader.told((one) => one.id === id, generously);
      await both.at(from, "Ada Member").call("forum.createPost", { id, threadId, body: "Across" });
      expect((await told).view).toMatchObject({ html: expect.stringContaining("Across") });
    }
  });

  test("wrong passwords count together: ten, whichever node is asked", async () => {
    const outcomes: string[] = [];
    for (let index = 0; index < 14; index++) {
      const visitor = both.at((index % 2) as 0 | 1, "Fay Member");
      visitor.cookies.clear();
      const guess = { email: "fay@example.org", password: `a wrong passphrase ${index}` };
      outcomes.push(await visitor.outcome("sessions.signIn", guess));
    }
    expect(outcomes).toEqual([...Array(10).fill("sign-in-failed"), ...Array(4).fill("too-many")]);
  });

  test("settings changed at one are read at the other", async () => {
    const admin = both.at(0, "Adele Admin");
    await admin.call("settings.changeSettings", {
      ...change(),
      communityName: "The Other Shore",
      organisationName: "",
      tagline: "",
      languages: ["en", "ar"],
      timeZone: "UTC",
      engagedMinutes: 30,
    });
    expect(await both.at(1, "Ben Member").call("settings.readSettings", {})).toMatchObject({
      communityName: "The Other Shore",
    });
  });

  test("whoever signs out everywhere is signed out at the other node: sockets ended, requests refused", async () => {
    const [here, there] = [both.at(0, "Cleo Member"), both.at(1, "Cleo Member")];
    const socket = await there.connect();
    const ended = new Promise((resolve) => socket.once("disconnect", resolve));
    await here.http("sessions.signOutEverywhere", {});
    expect(await ended).toBe("io server disconnect");
    await until(async () => (await there.http("members.readMe", {})).person === null, generously);
    expect(
      await both
        .at(1, "Cleo Member")
        .fetch(`/api/me`)
        .then((response) => response.json()),
    ).toMatchObject({
      person: null,
    });
  });

  test("a ban ends the sockets of the other node, and nothing is done any more in that name", async () => {
    const dora = both.at(1, "Dora Member");
    const socket = await dora.connect();
    await dora.watch(`thread:${threadId}`);
    const ended = new Promise((resolve) => socket.once("disconnect", resolve));
    const admin = both.at(0, "Adele Admin");
    await admin.call("members.changeState", { memberId: dora.id, ...change(), state: "banned", reason: "So." });
    await ended;
    const write = async () => {
      const post = { id: newId(), threadId, body: "Once more" };
      return dora.http("forum.createPost", post).then(
        () => "ok",
        ({ code }: { code: string }) => code,
      );
    };
    await until(async () => (await write()) === "sign-in-first", generously);
    expect(await write()).toBe("sign-in-first");
  });

  test("a section that is closed to members is taken from whoever reads it at the other node", async () => {
    const { emil, ownThread, removed, close } = await watchedElsewhere("inner", "Inner");
    await close();
    expect(await removed).toEqual({ stream: `thread:${ownThread}` });
    expect(await emil.outcome("forum.readThread", { threadId: ownThread })).toBe("not-found");
  });

  test("while Redis is away a right is asked for again every five seconds, and a ban bites at the next request", async () => {
    const { ownThread, removed, close } = await watchedElsewhere("inmost", "Inmost");
    const fay = both.at(1, "Fay Member");
    const other = await fay.connect();
    await fay.watch(`thread:${threadId}`);
    for (const line of both.lines) await line.refuse();
    try {
      const ended = new Promise((resolve) => other.once("disconnect", resolve));
      await close();
      const admin = both.at(0, "Adele Admin");
      await admin.call("members.changeState", { memberId: fay.id, ...change(), state: "banned", reason: "So." });
      await pause(1_100);
      await expect(fay.http("forum.createPost", { id: newId(), threadId, body: "Hm" })).rejects.toThrow(
        "sign-in-first",
      );
      expect(await removed).toEqual({ stream: `thread:${ownThread}` });
      await ended;
    } finally {
      for (const line of both.lines) await line.mend();
    }
  });

  test("what one node could not say while its own line to Redis was down is asked for at the other when it is back", async () => {
    const { ownThread, seen, close } = await watchedElsewhere("unsaid", "Unsaid");
    await both.lines[0].refuse();
    await close();
    await both.lines[0].mend();
    await until(() => seen.removed === `thread:${ownThread}`, generously);
  });

  test("while one node alone cannot say anything, the other asks for rights again and again", async () => {
    const { ownThread, seen, close } = await watchedElsewhere("unheard", "Unheard");
    await both.lines[0].refuse();
    try {
      await close();
      await until(() => seen.removed === `thread:${ownThread}`, 2 * generously);
    } finally {
      await both.lines[0].mend();
    }
  });

  test("who is here counts over both nodes, also after one of them was killed", async () => {
    const olga = both.at(0, "Olga Organiser");
    const webinarId = newId();
    await olga.call("webinars.createWebinar", {
      id: webinarId,
      sectionId,
      title: "An hour",
      timeZone: "UTC",
      starts: new Date(Date.now() + 60_000).toISOString().slice(0, 16),
    });
    await olga.call("webinars.openWebinar", { webinarId, ...change() });
    const [ada, ben, emil] = [both.at(0, "Ada Member"), both.at(1, "Ben Member"), both.at(1, "Emil Member")];
    let here = 0;
    (await ada.connect()).on("here", (told: { here: number }) => {
      here = told.here;
    });
    await ada.watch(`webinar:${webinarId}:room`);
    for (const one of [ada, ben, emil]) await one.call("webinars.enterRoom", { webinarId });
    await until(() => here === 3, generously);
    emil.close();
    await until(() => here === 2, generously);
    await both.nodes[1].kill();
    // It is missed after six seconds.
    await until(() => here === 1, 20_000);
    await restart(1);
    const again = both.at(1, "Ben Member");
    expect(await again.call("webinars.enterRoom", { webinarId })).toMatchObject({ here: 2 });
    await until(() => here === 2, generously);
  });
});
