/** A crowd over several client processes, asked as one. */
import type { Bench } from "./bench.ts";
import type { CrowdWishes, Heard } from "./crowd.ts";
import { sum } from "./figures.ts";
import type { Helper } from "./helper.ts";

export class Crowds {
  readonly helpers: Helper[];
  constructor(helpers: Helper[]) {
    this.helpers = helpers;
  }
  static async start(bench: Bench, processes = 2): Promise<Crowds> {
    return new Crowds(await Promise.all(Array.from({ length: processes }, () => bench.helper("crowd.ts"))));
  }

  /** Shares the lines out evenly. */
  async open(wishes: CrowdWishes): Promise<void> {
    const { helpers } = this;
    const share = Math.ceil(wishes.many / helpers.length);
    await Promise.all(
      helpers.map((helper, at) =>
        helper.ask("open", {
          ...wishes,
          many: Math.min(share, wishes.many - at * share),
          ...(wishes.cookies ? { cookies: wishes.cookies.slice(at * share, (at + 1) * share) } : {}),
        }),
      ),
    );
  }
  async listen(name: string, marker: string): Promise<void> {
    await Promise.all(this.helpers.map((helper) => helper.ask("listen", { name, marker })));
  }
  /** When the last of all had heard it. Throws where somebody did not. */
  async heard(name: string, many: number): Promise<number> {
    const all = await Promise.all(this.helpers.map((helper) => helper.ask<Heard>("heard", { name })));
    const count = sum(all.map((one) => one.count));
    if (count < many) throw new Error(`${count} of ${many} heard it`);
    return Math.max(...all.map(({ last }) => last));
  }
  async quiet(name: string, milliseconds: number): Promise<void> {
    await Promise.all(this.helpers.map((helper) => helper.ask("quiet", { name, milliseconds })));
  }
  /** How many messages all lines had since this was asked last. */
  async messages(name: string): Promise<number> {
    return sum(await Promise.all(this.helpers.map((helper) => helper.ask<number>("messages", { name }))));
  }
  async close(name: string): Promise<void> {
    await Promise.all(this.helpers.map((helper) => helper.ask("close", { name })));
  }
}
