/** What may stand behind `npm start --` or `node server/start.js`. */
import { isOneOff } from "./platform/config.ts";

const flags = {
  "--dev": "pages through Vite, as they are edited",
  "--empty": "no demonstration community at the first start",
  "--check-config": "tries everything that the configuration names, says what is wrong, and starts nothing",
  "--help": "says this, and starts nothing",
  "--movable-clock": "for the replay and the tests",
} as const;
export type Flag = keyof typeof flags;

export const usage = `npm start -- [FLAG …]

${Object.entries(flags)
  .map(([flag, does]) => `  ${flag.padEnd(15)}  ${does}`)
  .join("\n")}

Everything else is a variable of the environment: docs/configure.md has them all.`;

/** Throws one sentence about what nobody knows. */
export function readFlags(given: string[]): Set<Flag> {
  for (const flag of given) {
    if (flag in flags) continue;
    const known = Object.keys(flags);
    const meant = known.find((one) => isOneOff(flag, one)) ?? known.find((one) => one.startsWith(flag));
    throw new Error(
      `${flag} is not known${meant ? `; did you mean ${meant}?` : `: ${known.slice(0, 3).join(", ")} are; --help says more`}`,
    );
  }
  return new Set(given as Flag[]);
}
