import type { SyncLag } from '../../../core/model/run-analysis.ts';

/** One window is in force for all record types, so the slowest type decides; null if nothing was measured. */
export function widestLag(lag: readonly SyncLag[]): number | null {
  return lag.length === 0 ? null : Math.max(...lag.map(({ suggestedHours }) => suggestedHours));
}
