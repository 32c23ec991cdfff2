/** The short form of the drill: see killed.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./killed.drill.ts";

for (const drill of drills) holdDrill(drill);
