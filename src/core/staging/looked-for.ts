import type { Day } from '../model/days.ts';
import { isOfCrmOnly } from '../model/recheck.ts';
import type { RecordType } from '../model/record-type.ts';
import type { Coverage } from '../model/report.ts';
import { isNarrow, periodOf, readStoredRequest, type StoredRequest } from '../model/request.ts';
import type { State } from '../model/states.ts';
import { CRM_STREAM, RAISE_STREAM, type StreamName } from '../model/streams.ts';
import type { Db } from './database.ts';

/** A finding of an earlier run as it was last seen. */
export interface GoneFinding {
  readonly recordType: RecordType;
  readonly state: State;
  readonly raiseId: string | null;
  readonly crmId: string | null;
  readonly day: Day | null;
}

/** Lists on which every finding about gifts and recurring gifts rests too. */
const BESIDE: readonly StreamName[] = ['raise.donors', 'raise.campaigns', 'crm.contacts'];

/**
 * Whether a run looked for a finding of an earlier one, so that not finding it says something: its record type and day are in the
 * run's scope, or the run looked at that very record, and the lists it rests on are complete.
 */
export function lookedFor(db: Db, seq: number): (gone: GoneFinding) => boolean {
  const { request: text, facts } = db
    .prepare<unknown[]>('SELECT request, facts FROM run WHERE seq = ?')
    .get([seq]) as { request: string; facts: string };
  const request = readStoredRequest(text);
  const { coverage = [] } = JSON.parse(facts) as { coverage?: readonly Coverage[] };
  const isWhole = (type: RecordType): boolean => isRead(type, coverage, isNarrow(request));
  if (!isNarrow(request))
    return ({ recordType, day }) =>
      request.records.includes(recordType) && isInside(day, request) && isWhole(recordType);
  const record = db.prepare<unknown[]>(
    'SELECT 1 FROM run_record WHERE run_seq = ? AND record_type = ? AND product = ? AND id = ?',
  );
  const isLookedAt = (type: RecordType, product: string, id: string | null): boolean =>
    id !== null && record.get([seq, type, product, id]) !== undefined;
  return (gone) =>
    isWhole(gone.recordType) &&
    !(gone.state === 'duplicate_link' && readsAlone(request)) &&
    (isOfCrmOnly(gone)
      ? isLookedAt(gone.recordType, 'crm', gone.crmId)
      : isLookedAt(gone.recordType, 'raise', gone.raiseId));
}

/** Only all time is sure to hold a record that tells no day. */
function isInside(day: Day | null, request: StoredRequest): boolean {
  const period = periodOf(request);
  return period === null || (day !== null && day >= period.from && day <= period.to);
}

/** A run that reads single records reads no list; where it read one after all, that must be complete. */
function isRead(type: RecordType, coverage: readonly Coverage[], isNarrowRun: boolean): boolean {
  const streams: StreamName[] = [RAISE_STREAM[type], CRM_STREAM[type]];
  const others = type === 'donor' ? [] : BESIDE;
  return [...streams, ...others].every(
    (stream) =>
      coverage.find((each) => `${each.product}.${each.stream}` === stream)?.complete ?? isNarrowRun,
  );
}

/** Who reads a record alone sees no others that share its counterpart. A re-check reads them beside it. */
function readsAlone({ reads, recheck }: StoredRequest): boolean {
  return reads === 'single' && recheck === null;
}
