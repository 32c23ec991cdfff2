/** The short form of the drill: see same-create.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./same-create.drill.ts";

for (const drill of drills) holdDrill(drill, 240_000);
