/** What every row is given: the size, the number of rounds, and helpers that are stopped when it is done. */
import { Helper } from "./helper.ts";
import { type HouseUnderTest, type HouseWishes, type LoopDelay, startHouseUnderTest } from "./house.ts";
import type { Outcome } from "./outcome.ts";

export interface Options {
  posts: number;
  rounds: number;
  /** Short rounds, fewer clients: to see that all of it works. */
  quick: boolean;
  /** Where the server under test leaves its profiles. */
  profile: string | undefined;
}

export interface Row {
  /** As it is named on the command line. */
  name: string;
  /** What is measured against what, in a sentence. */
  what: string;
  run(bench: Bench): Promise<Outcome[]>;
}

export class Bench {
  readonly options: Options;
  readonly say: (line: string) => void;
  readonly #helpers: Helper[] = [];
  readonly #houses: HouseUnderTest[] = [];
  readonly #row: string;
  readonly #delays: LoopDelay[];

  constructor(row: string, options: Options, delays: LoopDelay[], say: (line: string) => void) {
    this.#row = row;
    this.options = options;
    this.#delays = delays;
    this.say = say;
  }
  /** The delays of the event loop under the rows before this one. */
  get delays(): readonly LoopDelay[] {
    return this.#delays;
  }

  async helper(file: string, env: Record<string, string> = {}, execArgv: string[] = []): Promise<Helper> {
    const helper = await Helper.start(file, env, execArgv);
    this.#helpers.push(helper);
    return helper;
  }
  async house(wishes: Partial<HouseWishes> = {}): Promise<HouseUnderTest> {
    const house = await startHouseUnderTest({
      posts: this.options.posts,
      profile: this.options.profile,
      ...wishes,
    });
    this.#houses.push(house);
    return house;
  }
  /** Begins to measure the event loop: what came before, as the start and the warming up, does not count. */
  async watchLoop(house: HouseUnderTest): Promise<void> {
    await house.ask("loop");
  }
  async noteLoop(house: HouseUnderTest): Promise<void> {
    this.#delays.push({ ...(await house.ask<Omit<LoopDelay, "row">>("loop")), row: this.#row });
  }
  /** Ends everything that this row began. */
  async clearUp(): Promise<void> {
    await Promise.all([...this.#helpers.map((helper) => helper.stop()), ...this.#houses.map((house) => house.stop())]);
  }
}
