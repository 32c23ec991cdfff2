/** The servers on one database: who runs, who fell silent, and who may not run beside the others (docs/decisions/nodes.md). */

export { type Node, Nodes } from "./node.model.ts";
export { endTheDead, type NodeOptions, onNodeDied, onTakenForDead, startNode, stopNode, thisNode } from "./node.ts";
