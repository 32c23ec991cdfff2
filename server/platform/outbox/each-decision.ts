/** Decisions of moderators stand in the thing itself until they are recorded, those too that were undone meanwhile. */
import type { Model } from "mongoose";
import type { Thing } from "../../database/thing.ts";

interface Standing {
  changeId: string;
}

/** Records each, then lets go of it: the same may come twice after a crash. A thing from before there were decisions has none. */
export async function eachDecision<D extends Standing, T extends Thing & { decisions: D[] }>(
  model: Model<T>,
  { _id, decisions }: T,
  record: (decision: D) => Promise<unknown>,
): Promise<void> {
  for (const decision of decisions ?? []) {
    await record(decision);
    const { changeId } = decision;
    // Shown in no view, so it raises no version.
    await (model as unknown as Model<{ _id: string; decisions: Standing[] }>).updateOne(
      { _id },
      { $pull: { decisions: { changeId } } },
    );
  }
}
