/** A drill's short form as a test: every figure must hold. */
import { expect, test } from "@jest/globals";
import type { Drill } from "./drill.ts";

export function holdDrill(drill: Drill, milliseconds = 120_000): void {
  test(
    `${drill.name}: ${drill.promise}`,
    async () => {
      const figures = await drill.run("short", () => {});
      if ("skipped" in figures) {
        process.stdout.write(`Drill ${drill.name} is not run: ${figures.skipped}\n`);
        return;
      }
      expect(figures.filter(({ holds }) => !holds)).toEqual([]);
    },
    milliseconds,
  );
}
