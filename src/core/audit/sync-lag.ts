import type { RecordType } from '../model/record-type.ts';
import type { AuditRequest } from '../model/request.ts';
import type { SyncLag } from '../model/run-analysis.ts';
import type { Steps } from '../model/steps.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { measureSyncLag } from '../staging/sync-lag.ts';

const HOUR_MS = 3_600_000;
/** A quarter more than 99 of a hundred took: next month may be slower. */
const HEADROOM = 1.25;
/** Less is never suggested: it is the least that an audit by the hour goes by (product.md §4). */
const LEAST_HOURS = 4;
/** Nor more than the settings take. */
const MOST_HOURS = 24 * 90;

/** How long syncing takes at this customer, by record type; types of which no pair counts are left out (docs/decisions/0009). */
export function* syncLagOf(
  { db }: CaptureFile,
  { request, asOfMs }: { readonly request: AuditRequest; readonly asOfMs: number },
  formsInUse: (type: RecordType) => readonly number[],
): Steps<SyncLag[]> {
  const settledMs = asOfMs - request.lagHours * HOUR_MS;
  const lags: SyncLag[] = [];
  for (const recordType of request.records) {
    const measured = yield* measureSyncLag(db, recordType, formsInUse(recordType), settledMs);
    if (measured === null) continue;
    const { pairs, p50Ms, p95Ms, p99Ms } = measured;
    lags.push({
      recordType,
      pairs,
      p50: hours(p50Ms),
      p95: hours(p95Ms),
      p99: hours(p99Ms),
      suggestedHours: suggestedHours(p99Ms),
    });
  }
  return lags;
}

/** The lag window that a measure suggests, in whole hours. */
export function suggestedHours(p99Ms: number): number {
  return Math.min(MOST_HOURS, Math.max(LEAST_HOURS, Math.ceil((p99Ms * HEADROOM) / HOUR_MS)));
}

/** To the second or so. */
function hours(ms: number): number {
  return Math.round((ms / HOUR_MS) * 1000) / 1000;
}
