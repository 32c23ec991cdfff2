/** The short form of the drill: see backup.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./backup.drill.ts";

for (const drill of drills) holdDrill(drill);
