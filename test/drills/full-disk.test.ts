/** The short form of the drill: see full-disk.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./full-disk.drill.ts";

for (const drill of drills) holdDrill(drill);
