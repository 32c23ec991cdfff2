/** The short form of the drill: see gaps.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./gaps.drill.ts";

for (const drill of drills) holdDrill(drill);
