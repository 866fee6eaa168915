import type { RecordType } from '../../src/core/model/record-type.ts';
import type { Cause, State } from '../../src/core/model/states.ts';
import { classifyDonors, classifyGifts, classifySchedules } from './classify-types.ts';
import { learnConventions } from './conventions.ts';
import { byId, crmRecord, raiseRecord, raiseSideOf, readRecords, type Records } from './records.ts';
import { dayInZone, dayOf } from './wire.ts';
import type {
  ExpectedFinding,
  ExpectedResult,
  GivenConvention,
  OracleOptions,
  WireWorld,
} from './world.ts';

const ORDER: readonly State[] = [
  'unreadable',
  'crm_unreachable',
  'raise_unreachable',
  'duplicate_link',
  'orphaned_crm_key',
  'merged_in_crm',
  'link_mismatch',
  'excluded',
  'missing_in_crm',
  'not_yet_synced',
  'missing_in_raise',
  'refund_not_reversed',
  'field_drift',
  'consistent',
];
const TYPES: readonly RecordType[] = ['donor', 'gift', 'recurring_gift'];
const ACTIONABLE: readonly State[] = [
  'duplicate_link',
  'orphaned_crm_key',
  'merged_in_crm',
  'link_mismatch',
  'missing_in_crm',
  'missing_in_raise',
  'refund_not_reversed',
  'field_drift',
];

/** A verdict before the scope of the audit is applied. */
export type Verdict = Omit<ExpectedFinding, 'actionable'>;

/** What the checks of one record type need beside the records. */
export interface Judging {
  readonly records: Records;
  readonly options: OracleOptions;
  readonly conventions: Readonly<Record<RecordType, readonly GivenConvention[]>>;
}

/** Every finding that a world must give: each record with a state other than `consistent`. */
export function classifyWorld(world: WireWorld, options: OracleOptions): ExpectedFinding[] {
  return [...judgeWorld(world, options).findings];
}

/** As `classifyWorld`, with the run's status. A world without faults is never unreachable. */
export function judgeWorld(world: WireWorld, options: OracleOptions): ExpectedResult {
  const judging = judgingOf(world, options);
  const { records, conventions } = judging;
  const types = TYPES.filter((type) => options.records?.includes(type) ?? true);
  const findings = types
    .flatMap((type) => (options.crmNotUsed ? withoutCrm(records, type) : judgeType(judging, type)))
    .filter((finding) => isInPeriod(finding, judging))
    .map((finding): ExpectedFinding => ({
      ...finding,
      actionable: isActionable(finding.state, finding.cause),
    }))
    .sort(inOrder);

  const isGiftFormMissing =
    findings.some((f) => f.recordType === 'gift' && f.state === 'missing_in_crm') &&
    !conventions.gift.some((c) => c.standing === 'confirmed' || c.standing === 'proved');
  const isUnverified =
    findings.some((f) =>
      ['unreadable', 'crm_unreachable', 'raise_unreachable'].includes(f.state),
    ) ||
    (!options.crmNotUsed &&
      (isGiftFormMissing ||
        types.some((t) => conventions[t].some((c) => c.standing === 'doubtful'))));
  const status = isUnverified ? 'not_verified' : 'verified';
  const exit = isUnverified ? 3 : findings.some((f) => f.actionable) ? 1 : 0;
  return { findings, status, exit, conventions: TYPES.flatMap((t) => conventions[t]) };
}

/** A world as the checks see it. */
export function judgingOf(world: WireWorld, options: OracleOptions): Judging {
  const records = readRecords(world);
  const conventions = {
    donor: learnConventions(records, 'donor', options),
    gift: learnConventions(records, 'gift', options),
    recurring_gift: learnConventions(records, 'recurring_gift', options),
  };
  return { records, options, conventions };
}

export function isActionable(state: State, cause: Cause): boolean {
  return (
    ACTIONABLE.includes(state) &&
    cause !== 'legacy_id' &&
    !(state === 'field_drift' && cause === 'within_lag_window')
  );
}

function judgeType(judging: Judging, type: RecordType): Verdict[] {
  if (type === 'donor') return classifyDonors(judging);
  return type === 'gift' ? classifyGifts(judging) : classifySchedules(judging);
}

function withoutCrm(records: Records, type: RecordType): Verdict[] {
  return raiseSideOf(records, type).map((record) => ({
    recordType: type,
    state: record.readable ? 'excluded' : 'unreadable',
    cause: record.readable ? 'crm_not_used' : 'not_parseable',
    raiseId: record.id,
    crmId: null,
    relatedRaiseIds: [],
    relatedCrmIds: [],
    fieldNames: [],
  }));
}

/** Product.md section 2, "A period selects": by the Raise record's day, CRM+-only records by their own. */
function isInPeriod(finding: Verdict, { records, options }: Judging): boolean {
  const from = dayOf(options.from ?? null);
  const to = dayOf(options.to ?? null);
  if (from === null && to === null) return true;
  const { recordType: type, raiseId, crmId } = finding;
  const source = raiseRecord(records, type, raiseId);
  const record = source ?? crmRecord(records, type, crmId);
  const isGift = type === 'gift' && record !== undefined && 'day' in record;
  const created = record?.created ?? null;
  const day = isGift
    ? Number(record.day)
    : created === null
      ? null
      : dayInZone(created, options.timeZone);
  // A record that tells no day can't be shown to lie outside.
  return (
    day === null ||
    record?.readable === false ||
    ((from === null || day >= from) && (to === null || day <= to))
  );
}

function inOrder(a: ExpectedFinding, b: ExpectedFinding): number {
  return (
    TYPES.indexOf(a.recordType) - TYPES.indexOf(b.recordType) ||
    ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
    byId(a.raiseId, b.raiseId) ||
    byId(a.crmId, b.crmId)
  );
}
