/** The short form of the drill: see redis.drill.ts. */
import { holdDrill } from "../support/hold-drill.ts";
import { drills } from "./redis.drill.ts";

for (const drill of drills) holdDrill(drill, 300_000);
