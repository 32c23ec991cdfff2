/** The fields that every stored thing has, when all that had to follow its writing is done. */
import type { Thing } from "../../../server/database/thing.ts";

/** The community's first and last moment: long past on every machine. */
export const beginning = Date.UTC(2021, 0, 4);
export const end = Date.UTC(2024, 0, 4);

export const stored = ({
  _id,
  at,
  by,
  shownIn,
}: {
  _id: string;
  at: number;
  by: string;
  shownIn: string[];
}): Thing => ({
  _id,
  createdAt: new Date(at),
  version: 1,
  pending: [],
  pendingSince: null,
  shownIn,
  changes: [],
  writtenBy: by,
  inputHash: _id,
});
