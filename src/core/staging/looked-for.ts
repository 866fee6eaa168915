import type { Day } from '../model/days.ts';
import { isOfCrmOnly } from '../model/recheck.ts';
import type { RecordType } from '../model/record-type.ts';
import {
  isInUse,
  isReported,
  type Coverage,
  type LinkConvention,
  type RunFacts,
} from '../model/report.ts';
import {
  isInPeriod,
  isNarrow,
  periodOf,
  readStoredRequest,
  type StoredRequest,
} from '../model/request.ts';
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
  /** The run that saw it. */
  readonly seenSeq: number;
}

/** Lists on which every finding about gifts and recurring gifts rests too. */
const BESIDE: readonly StreamName[] = ['raise.donors', 'raise.campaigns', 'crm.contacts'];

/**
 * Whether a run looked for a finding of an earlier one, so that not finding it says something: its record type is in the scope of a run
 * of all time, or the run looked at that very record; the lists it rests on are complete, and references that were Raise's still are.
 */
export function lookedFor(db: Db, seq: number): (gone: GoneFinding) => boolean {
  const { request: text, coverage, conventions } = runOf(db, seq);
  const request = readStoredRequest(text);
  const isKnownAsIn = sameReferences(db, conventions);
  const isWhole = (type: RecordType): boolean => isRead(type, coverage, isNarrow(request));
  const record = db.prepare<unknown[]>(
    'SELECT 1 FROM run_record WHERE run_seq = ? AND record_type = ? AND product = ? AND id = ?',
  );
  const isLookedAt = (gone: GoneFinding): boolean => {
    const [product, id] = isOfCrmOnly(gone) ? ['crm', gone.crmId] : ['raise', gone.raiseId];
    return id !== null && record.get([seq, gone.recordType, product, id]) !== undefined;
  };
  const isAsked = isNarrow(request)
    ? (gone: GoneFinding) =>
        !(gone.state === 'duplicate_link' && readsAlone(request)) && isLookedAt(gone)
    : (gone: GoneFinding) =>
        request.records.includes(gone.recordType) &&
        // What has left a period was not looked at, and it may have left it by its day alone.
        (periodOf(request) === null || (isInside(gone.day, request) && isLookedAt(gone)));
  return (gone) => isAsked(gone) && isWhole(gone.recordType) && isKnownAsIn(gone);
}

/**
 * Whether a run pairs and reports by the same kinds of references as the run that saw a finding. A short period may hold too few of
 * them to learn from, and then what they name is neither found nor absent.
 */
function sameReferences(db: Db, now: readonly LinkConvention[]): (gone: GoneFinding) => boolean {
  const before = new Map<number, readonly LinkConvention[]>();
  const seenBy = (seq: number): readonly LinkConvention[] => {
    const known = before.get(seq) ?? runOf(db, seq).conventions;
    before.set(seq, known);
    return known;
  };
  return (gone) => {
    const isOfCrm = isOfCrmOnly(gone);
    const counts = isOfCrm ? isReported : isInUse;
    // Where no row of CRM+ refers to Raise in that way any more, none was overlooked.
    const stands = (is: LinkConvention): boolean => counts(is) || (isOfCrm && is.references === 0);
    return seenBy(gone.seenSeq)
      .filter((was) => was.recordType === gone.recordType && counts(was))
      .every((was) => now.every((is) => !isSame(is, was) || stands(is)));
  };
}

function isSame(a: LinkConvention, b: LinkConvention): boolean {
  return a.recordType === b.recordType && a.source === b.source && a.prefix === b.prefix;
}

function runOf(
  db: Db,
  seq: number,
): {
  readonly request: string;
  readonly coverage: readonly Coverage[];
  readonly conventions: readonly LinkConvention[];
} {
  const { request, facts } = db
    .prepare<unknown[]>('SELECT request, facts FROM run WHERE seq = ?')
    .get([seq]) as { request: string; facts: string };
  const { coverage = [], conventions = [] } = JSON.parse(facts) as Partial<
    Pick<RunFacts, 'coverage' | 'conventions'>
  >;
  return { request, coverage, conventions };
}

/** Only all time is sure to hold a record that tells no day. */
function isInside(day: Day | null, request: StoredRequest): boolean {
  return day !== null && isInPeriod(day, request);
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
