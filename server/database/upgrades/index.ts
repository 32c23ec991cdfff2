/** What a newer program does to an older database, in order: the n-th takes it from version n to n + 1. None is ever taken out. */
import type { Upgrade } from "../upgrade.ts";

export const upgrades: readonly Upgrade[] = [];
