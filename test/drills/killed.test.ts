/** The short form of the drill: see killed.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./killed.drill.ts";

// They start servers and kill them: on a machine that does other things beside, that takes its time.
for (const drill of drills) holdDrill(drill, 400_000);
