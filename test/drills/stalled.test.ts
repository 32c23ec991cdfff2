/** The short form of the drill: see stalled.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./stalled.drill.ts";

for (const drill of drills) holdDrill(drill);
