/**
 * The protocol of telling in a world whose every step is ordered at random. The server's steps (`protocol.ts`) and the client's
 * rule (`store.ts`, `follow.ts`) are the house's own; only the database, the wires and the deaths are played.
 */
import { type Following, follow } from "../../client/live/follow.ts";
import { createStore, type Store } from "../../client/live/store.ts";
import { readMissed, type Tellable, tell, type World } from "../../server/platform/realtime/protocol.ts";
import type { Told, WatchAnswer, WatchRequest } from "../../shared/live.ts";
import { createSchedule, type Schedule } from "./schedule.ts";

interface Note extends Tellable {
  readonly text: string;
  /** A hidden note is there for the desk alone. */
  readonly hidden: boolean;
  readonly pending: boolean;
}
const audiences = ["room", "desk"] as const;
type Audience = (typeof audiences)[number];

/** What is made wrong on purpose, to see that the checker sees it. */
export interface Wrong {
  numberFirst?: boolean;
  strikeWhatWasSent?: boolean;
  documentsBeforeStream?: boolean;
  lowerReplaces?: boolean;
  shownInForgets?: boolean;
}
export interface Play {
  wrong?: Wrong;
  /** How many entries a stream keeps; small, so that it is often cut. */
  keeps?: number;
}

/** Plays one schedule to its end and names each watcher whose final state differs from a fresh read. */
export async function play(seed: number, { wrong = {}, keeps = 4 }: Play = {}): Promise<string[]> {
  const schedule = createSchedule(seed);
  const { chance, pick } = schedule;
  const notes = new Map<string, Note>();
  const streams = new Map<string, { revision: number; recent: string[] }>(
    audiences.map((one) => [one, { revision: 0, recent: [] }]),
  );
  let epoch = "first";
  const watchers: Watcher[] = [];
  const maxim = 5;

  const viewOf = (note: Note, stream: string) => (note.hidden && stream === "room" ? null : { text: note.text });
  const shownTo = (hidden: boolean): string[] => (hidden ? ["desk"] : ["room", "desk"]);

  // The database, as one actor reaches it: each call is a step, and the actor may die around it.
  const worldOf = (actor: { mortal: boolean; dead: boolean }): World => {
    const reach = <T>(work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        if (actor.dead) return;
        void schedule
          .step(() => {
            if (actor.mortal && chance(0.04)) actor.dead = true;
            if (actor.dead) return;
            const result = work();
            if (actor.mortal && chance(0.04)) actor.dead = true;
            if (!actor.dead) resolve(result);
          })
          .catch(reject);
      });
    return {
      number: (stream, entries) =>
        reach(() => {
          const { revision, recent } = streams.get(stream) as { revision: number; recent: string[] };
          streams.set(stream, { revision: revision + entries.length, recent: [...recent, ...entries].slice(-keeps) });
          return revision + entries.length;
        }),
      stream: (stream) => reach(() => streams.get(stream) as { revision: number; recent: string[] }),
      read: (_kind, ids) => reach(() => ids.flatMap((id) => notes.get(id) ?? [])),
      views: async (_kind, documents, stream) => (documents as Note[]).map((note) => viewOf(note, stream)),
      isHeard: (stream) => watchers.some((watcher) => watcher.joined && watcher.stream === stream),
      send: (told) => {
        if (!actor.dead) for (const watcher of watchers) watcher.deliver(told);
      },
      strike: (_kind, told) =>
        reach(() => {
          for (const { _id, version } of told) {
            const note = notes.get(_id);
            if (note && (wrong.strikeWhatWasSent || note.version === version))
              notes.set(_id, { ...note, pending: false });
          }
        }),
    };
  };

  const actors: { mortal: boolean; dead: boolean }[] = [];
  const born = (mortal: boolean) => {
    const actor = { mortal, dead: false };
    actors.push(actor);
    return actor;
  };

  // A writer: its write is one step, then what follows; it may die anywhere.
  let written = 0;
  const change = (id: string): Note => {
    const before = notes.get(id);
    const hidden = before ? (chance(0.3) ? !before.hidden : before.hidden) : chance(0.3);
    const now = shownTo(hidden);
    return {
      _id: id,
      version: (before?.version ?? 0) + 1,
      text: `text ${++written}`,
      hidden,
      pending: true,
      shownIn: wrong.shownInForgets ? now : [...new Set([...(before?.shownIn ?? []), ...now])],
    };
  };
  const write = async () => {
    const actor = born(true);
    const world = worldOf(actor);
    const ids = chance(0.2) ? ["a", "b"] : [pick(["a", "b", "c"])];
    if (wrong.numberFirst) {
      const numbers = new Map<string, number>();
      for (const stream of audiences) numbers.set(stream, await world.number(stream, [`note:${ids[0]}`]));
      await schedule.step(() => {
        if (!actor.dead) notes.set(ids[0] as string, change(ids[0] as string));
      });
      const [note] = await world.read("note", [ids[0] as string]);
      if (!note) return;
      for (const stream of note.shownIn)
        world.send({
          stream,
          revision: numbers.get(stream) as number,
          changes: [{ kind: "note", id: note._id, version: note.version, view: viewOf(note as Note, stream) }],
        });
      await world.strike("note", [note]);
      return;
    }
    const saved: Note[] = [];
    for (const id of ids) {
      await schedule.step(() => {
        if (actor.dead) return;
        const note = change(id);
        notes.set(id, note);
        saved.push(note);
      });
    }
    await tell(
      world,
      saved.map((document) => ({ kind: "note", document })),
    );
  };
  const sweep = async (mortal: boolean) => {
    const world = worldOf(born(mortal));
    const waiting = await schedule.step(() => [...notes.values()].filter((note) => note.pending));
    if (waiting.length > 0 && !wrong.numberFirst)
      await tell(
        world,
        waiting.map((document) => ({ kind: "note", document })),
      );
    if (wrong.numberFirst)
      for (const note of waiting) notes.set(note._id, { ...(notes.get(note._id) as Note), pending: false });
  };

  // A watcher: its line breaks, its events are late, shuffled and lost, its requests fail.
  class Watcher {
    readonly stream: Audience;
    readonly store: Store;
    following: Following;
    /** Whether its window shows everything, or the latest thing alone. */
    readonly wide = chance(0.6);
    line = 0;
    joined = false;
    connected = true;
    constructor(stream: Audience) {
      this.stream = stream;
      this.store = wrong.lowerReplaces ? withoutTheRule(createStore()) : createStore();
      this.following = this.begin();
    }
    begin(): Following {
      const answers = worldOf({ mortal: false, dead: false });
      return follow(this.stream, this.store, null, {
        ask: (request) => this.ask(request, answers),
        later: (run) => void schedule.step(run),
        changed: () => {},
        caughtUp: () => {},
        failed: () => {
          if (this.connected) void schedule.step(() => this.connected && void this.following.catchUp());
        },
      });
    }
    async ask({ stream, cursor, held }: WatchRequest, world: World): Promise<WatchAnswer> {
      const { line } = this;
      await schedule.step(() => {});
      const alive = () => {
        if (line !== this.line || !this.connected) throw new Error("the line is lost");
      };
      alive();
      this.joined = true;
      await schedule.step(() => {});
      alive();
      const shown = async () => {
        const all = await schedule.step(() => [...notes.values()].filter((note) => note.shownIn.includes(stream)));
        return (this.wide ? all : all.slice(-1)).map((document) => ({ kind: "note", document }));
      };
      let answer: WatchAnswer;
      if (wrong.documentsBeforeStream) {
        const early = await schedule.step(() => new Map(notes));
        answer = await readMissed(
          { ...world, read: async (_kind, ids) => ids.flatMap((id) => early.get(id) ?? []) },
          {
            stream,
            epoch,
            cursor,
            held,
            shown: async () =>
              [...early.values()]
                .filter((note) => note.shownIn.includes(stream))
                .map((document) => ({ kind: "note", document })),
          },
        );
      } else answer = await readMissed(world, { stream, epoch, cursor, held, shown });
      await schedule.step(() => {});
      alive();
      return answer;
    }
    deliver(told: Told) {
      const { line } = this;
      if (told.stream !== this.stream || !this.joined || !this.connected || chance(0.15)) return;
      void schedule.step(() => {
        if (line === this.line && this.connected) this.following.told(told);
      });
    }
    breakLine() {
      this.connected = false;
      this.joined = false;
      this.line++;
    }
    reconnect() {
      this.line++;
      this.joined = false;
      this.connected = true;
      void this.following.connected();
    }
    hear() {
      if (this.joined && this.connected) this.following.heard(streams.get(this.stream)?.revision ?? 0);
    }
  }
  const join = () => {
    const watcher = new Watcher(pick(audiences));
    watchers.push(watcher);
    void watcher.following.connected();
  };

  for (let index = 0; index < 3; index++) join();
  const happenings: (() => void)[] = [
    ...Array.from({ length: maxim + Math.floor(schedule.random() * 8) }, () => () => void write()),
    ...Array.from({ length: 3 }, () => () => {
      const watcher = pick(watchers);
      watcher.breakLine();
      void schedule.step(() => schedule.step(() => watcher.reconnect()));
    }),
    () => void sweep(true),
    () => void sweep(true),
    () => join(),
    () => {
      for (const watcher of watchers) watcher.hear();
    },
    ...(chance(0.1) ? [() => restore()] : []),
  ];
  // A restore from a backup: the documents and streams of an earlier moment, under a new epoch; every line breaks.
  const backup = { notes: new Map<string, Note>(), streams: new Map(streams) };
  void schedule.step(() =>
    schedule.step(() => {
      backup.notes = new Map(notes);
      backup.streams = new Map(streams);
    }),
  );
  const restore = () => {
    notes.clear();
    for (const [id, note] of backup.notes) notes.set(id, note);
    for (const [id, stream] of backup.streams) streams.set(id, stream);
    epoch = "second";
    for (const actor of actors) actor.dead = true;
    for (const watcher of watchers) {
      watcher.breakLine();
      void schedule.step(() => watcher.reconnect());
    }
  };
  const spread = schedule.step(async () => {
    for (const happening of happenings.sort(() => schedule.random() - 0.5)) {
      await schedule.step(happening);
      for (let pause = schedule.random() * 12; pause > 1; pause--) await schedule.step(() => {});
    }
  });
  await schedule.drain();
  await spread;

  // What comes without fail: lines come back, the sweep runs until nothing waits, the bare revisions are heard.
  for (const watcher of watchers) if (!watcher.connected) watcher.reconnect();
  await schedule.drain();
  for (let round = 0; round < 50 && [...notes.values()].some((note) => note.pending); round++) {
    void sweep(false);
    await schedule.drain();
  }
  for (let round = 0; round < 3; round++) {
    for (const watcher of watchers) watcher.hear();
    await schedule.drain();
  }
  return watchers.flatMap((watcher, index) =>
    complaints(`watcher ${index} of ${watcher.stream}`, watcher.store, freshRead(watcher.stream), watcher.wide),
  );

  function freshRead(stream: string): Map<string, object> {
    const there = [...notes.values()].map((note): [string, object | null] => [note._id, viewOf(note, stream)]);
    return new Map(there.filter((entry): entry is [string, object] => entry[1] !== null));
  }
}

/** Whatever is held has to be as it is; whoever watches everything has to hold all there is. */
function complaints(who: string, store: Store, fresh: Map<string, object>, wide: boolean): string[] {
  const held = store.items("note");
  const wrong = [...held].filter(([id, view]) => JSON.stringify(fresh.get(id)) !== JSON.stringify(view));
  const missing = wide ? [...fresh.keys()].filter((id) => !held.has(id)) : [];
  return [
    ...wrong.map(
      ([id, view]) => `${who} shows ${id} as ${JSON.stringify(view)}, it is ${JSON.stringify(fresh.get(id))}`,
    ),
    ...missing.map((id) => `${who} has no ${id}`),
  ];
}

/** A client that takes whatever comes last. */
function withoutTheRule(store: Store): Store {
  let latest = new Map<string, object | null>();
  const take = (id: string, view: object | null) => {
    latest = new Map(latest).set(id, view);
  };
  return Object.assign(Object.create(store) as Store, {
    put: (change: Parameters<Store["put"]>[0]) => {
      take(change.id, change.view);
      return store.put(change);
    },
    told: (told: Told) => {
      for (const { id, view } of told.changes) take(id, view);
      return store.told(told);
    },
    take: (answer: WatchAnswer) => {
      for (const { id, view } of answer.changes) take(id, view);
      return store.take(answer);
    },
    items: () => new Map([...latest].filter((entry): entry is [string, object] => entry[1] !== null)),
  });
}

export type { Schedule };
