/** The short form of the drill: see close.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./close.drill.ts";

for (const drill of drills) holdDrill(drill);
