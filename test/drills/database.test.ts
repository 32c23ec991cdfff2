/** The short form of the drill: see database.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./database.drill.ts";

for (const drill of drills) holdDrill(drill, 240_000);
