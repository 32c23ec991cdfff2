/** A drill's short form as a test: every figure must hold. */
import { expect, test } from "@jest/globals";
import type { Drill } from "./drill.ts";

export function holdDrill(drill: Drill, milliseconds = 120_000): void {
  const lacks = drill.lacks?.();
  if (lacks) process.stdout.write(`Drill ${drill.name} is not run: ${lacks}\n`);
  (lacks ? test.skip : test)(
    `${drill.name}: ${drill.promise}`,
    async () => {
      const figures = await drill.run("short", () => {});
      expect(figures.filter(({ holds }) => !holds)).toEqual([]);
    },
    milliseconds,
  );
}
