/** The short form of the drill: see fuzz.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./fuzz.drill.ts";

for (const drill of drills) holdDrill(drill);
