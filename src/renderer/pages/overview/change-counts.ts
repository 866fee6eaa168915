import type { RunChanges } from '../../../core/model/lineage.ts';
import { isActionable } from '../../../core/model/states.ts';

export interface ChangeCounts {
  readonly new: number;
  readonly reappeared: number;
  readonly resolved: number;
}

/** What came and went of the findings that ask for action. */
export function changesToActOn({ rows }: RunChanges): ChangeCounts {
  const toAct = rows.filter((row) => isActionable(row.state, row.cause));
  const sum = (of: keyof ChangeCounts): number => toAct.reduce((all, row) => all + row[of], 0);
  return { new: sum('new'), reappeared: sum('reappeared'), resolved: sum('resolved') };
}
