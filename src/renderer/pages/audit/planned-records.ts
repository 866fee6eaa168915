import type { PlannedStream } from '../../../core/model/plan.ts';

/** Records of the lists whose name begins like this; null where not every one of them told its length. */
export function plannedRecords(streams: readonly PlannedStream[], prefix: string): number | null {
  const own = streams.filter(({ stream }) => stream.startsWith(prefix));
  return own.some(({ records }) => records === null)
    ? null
    : own.reduce((sum, { records }) => sum + (records ?? 0), 0);
}
