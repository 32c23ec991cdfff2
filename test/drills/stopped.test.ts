/** The short form of the drill: see stopped.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./stopped.drill.ts";

for (const drill of drills) holdDrill(drill);
