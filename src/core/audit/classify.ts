import type { Check, Verdict } from '../checks/case.ts';
import { isAmountOf, netSum } from '../matching/compare-gift.ts';
import type { FailureKind } from '../model/failure.ts';
import { giftStanding } from '../model/gift-status.ts';
import type { RecordType } from '../model/record-type.ts';
import { STATE_ORDER, type Cause } from '../model/states.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { ExplainedRows } from '../staging/explained-rows.ts';
import { Labels } from '../staging/labels.ts';
import { LoneUnreadables, type LoneUnreadable } from '../staging/lone-unreadable.ts';
import { RecordScan } from '../staging/record-scan.ts';
import {
  findGiftSuspects,
  giftSuspects,
  unlikePlainPairs,
  type MatchRules,
} from '../staging/suspects.ts';
import type { ClassifyContext } from './classify-context.ts';
import { classifyDonors } from './classify-donors.ts';
import { classifyGifts } from './classify-gifts.ts';
import { classifySchedules } from './classify-schedules.ts';
import { NeededReads, type ReadRequest } from './direct-reads.ts';
import type { NewFinding } from '../model/finding.ts';
import { bareSubject, makeFinding } from './make-finding.ts';
import type { CaseSources } from './case-sources.ts';
import { isInPeriod, isNarrow, periodOf, type AuditRequest } from '../model/request.ts';
import { wantedBy, type Wanted } from './wanted.ts';
import { consistentCause, plainPairExplained } from './plain-pairs.ts';
import { planReversals } from './reversal-plan.ts';
import { startOfDay } from '../model/instants.ts';
import type { Steps } from '../model/steps.ts';

/** The forms whose unresolved references are reported, and the legacy ones, by type. */
export interface ReportedForms {
  readonly sure: Readonly<Record<RecordType, readonly number[]>>;
  readonly legacy: Readonly<Record<RecordType, readonly number[]>>;
}

export interface ClassifyInput {
  readonly capture: CaptureFile;
  readonly request: AuditRequest;
  readonly sources: CaseSources;
  readonly matchRules: MatchRules;
  readonly reported: ReportedForms;
  readonly timeZone: string;
  readonly checks: readonly Check[];
}

export interface Classified {
  readonly findings: readonly NewFinding[];
  readonly consistent: Readonly<Record<RecordType, number>>;
  /** Reads that are needed before the rest can be judged; empty when all is judged. */
  readonly needed: readonly ReadRequest[];
  /** The ids of all Raise records that were judged. */
  inScope(type: RecordType): readonly string[];
}

/** Judges everything that was captured. Pure over the capture file: no network, the same answer every time. */
export function* classifyAll(input: ClassifyInput): Steps<Classified> {
  const { capture, request, sources, reported } = input;
  const findings: NewFinding[] = [];
  const needed = new NeededReads();
  const explained = new ExplainedRows(capture.db);
  const forms = {
    donor: formsOf(sources, 'donor', reported),
    gift: formsOf(sources, 'gift', reported),
    recurring_gift: formsOf(sources, 'recurring_gift', reported),
  };
  const scan = new RecordScan(capture.db, forms);
  const modifiedFrom =
    request.modifiedFromDay === null ? null : startOfDay(request.modifiedFromDay, input.timeZone);
  const wanted = wantedBy(request);
  const context: ClassifyContext = {
    checks: input.checks,
    sources,
    scan,
    labels: new Labels(capture.db),
    unreadable: () => new LoneUnreadables(capture.db, forms).all(),
    isInScope: (type, id, day, modifiedAt) =>
      isInPeriod(day, request) &&
      (wanted === null || wanted.raise[type].has(id)) &&
      (modifiedFrom === null || (modifiedAt !== null && modifiedAt >= modifiedFrom)),
    crmOnly: function* (type) {
      if (modifiedFrom !== null || wanted?.crm[type].size === 0) return [];
      const rows = yield* scan.crmOnly(type, reported.sure[type], reported.legacy[type]);
      return rows
        .filter((row) => isInPeriod(row.day, request))
        .filter((row) => wanted === null || wanted.crm[type].has(row.crmId));
    },
    judge: (make) => {
      const judgement = needed.collect(make);
      if (judgement === null) return;
      const { subject, verdict } = judgement;
      if (verdict.state !== 'consistent')
        findings.push(makeFinding(subject, verdict, request.raiseUrlTemplates));
      for (const d of judgement.differences) {
        const cause: Cause = verdict.state === 'consistent' ? consistentCause(d) : verdict.cause;
        explained.add({ ...d, recordType: subject.recordType, state: verdict.state, cause });
      }
    },
  };
  judgeUnreadable(context, request, request.recheck === null ? null : wanted);
  if (request.records.includes('donor')) yield* classifyDonors(context);
  if (request.records.includes('gift'))
    yield* judgeGifts(input, context, explained, needed, wanted);
  if (request.records.includes('recurring_gift')) yield* classifySchedules(context);
  const reads = needed.all();
  // The counts walk over every record: they wait for the round in which all is judged.
  if (reads.length > 0) return { findings, consistent: NONE, needed: reads, inScope: () => [] };
  explained.save();
  const consistent = { ...NONE };
  for (const type of request.records) {
    yield;
    consistent[type] = countConsistent(context, type, findings, request);
  }
  return {
    findings: findings.sort(inOrder),
    consistent,
    needed: reads,
    inScope: (type) =>
      scan.idsInScope(type, (id, day, modified) => context.isInScope(type, id, day, modified)),
  };
}

const NONE: Readonly<Record<RecordType, number>> = { donor: 0, gift: 0, recurring_gift: 0 };

/** Records in scope of which nothing was found. */
function countConsistent(
  context: ClassifyContext,
  type: RecordType,
  findings: readonly NewFinding[],
  request: AuditRequest,
): number {
  const inScope =
    periodOf(request) === null && !isNarrow(request)
      ? context.scan.count(type)
      : context.scan.countInScope(type, (id, day, modified) =>
          context.isInScope(type, id, day, modified),
        );
  const found = findings.filter(
    ({ recordType, raiseId }) =>
      recordType === type && raiseId !== null && context.scan.isRaiseRecord(type, raiseId),
  );
  return inScope - found.length;
}

function* judgeGifts(
  input: ClassifyInput,
  context: ClassifyContext,
  explained: ExplainedRows,
  needed: NeededReads,
  wanted: Wanted | null,
): Steps<void> {
  const { capture, request, sources, matchRules } = input;
  const { db } = capture;
  context.scan.pairByKey();
  yield* findGiftSuspects(db, matchRules);
  yield;
  const suspects = giftSuspects(db);
  const isPartOfTime = periodOf(request) !== null || !sources.listing.crm.gift.isList;
  const unknown = isPartOfTime
    ? readContactsGifts(context, wanted === null ? suspects : [...wanted.raise.gift], needed)
    : new Map<string, FailureKind>();
  const { records } = sources;
  const reversals = yield* planReversals(records, unknown);
  context.scan.addPairs(reversals.pairs);
  for (const _step of classifyGifts(context, suspects, reversals)) {
    explained.spill();
    yield;
  }
  const period = periodOf(request);
  if (isNarrow(request)) return;
  for (const block of unlikePlainPairs(db, matchRules, period)) {
    for (const pair of block) explained.add(plainPairExplained(pair));
    explained.spill();
    yield;
  }
}

/**
 * What belongs to a gift inside a period may lie outside it: a reversal long after, the second half of a split. Where a group
 * doesn't add up, all gifts of its contacts are read.
 * @returns gifts of which that failed
 */
function readContactsGifts(
  context: ClassifyContext,
  giftIds: readonly string[],
  needed: NeededReads,
): Map<string, FailureKind> {
  const { records, reads, rules, listing } = context.sources;
  const unknown = new Map<string, FailureKind>();
  for (const id of giftIds) {
    const gift = records.gift(id);
    if (gift === null || !context.isInScope('gift', id, gift.day, gift.modifiedAt)) continue;
    const owned = records.crmGiftsOwnedBy(id);
    const net = netSum(owned, gift.currency);
    const isWhole =
      giftStanding(gift.statusText) === 'refunded'
        ? net === 0
        : isAmountOf(gift, net, rules.tolerances.amountMinor);
    // Where single records were read, a group that adds up may still have more to it.
    if (owned.length === 0 || (isWhole && listing.crm.gift.isList)) continue;
    for (const contact of new Set(owned.map((crm) => crm.contactId))) {
      if (contact === null) continue;
      const outcome = needed.collect(() =>
        reads.outcome('crm.gifts_of_contact', contact, () => contact),
      );
      if (outcome?.kind === 'unknown') unknown.set(id, outcome.failure);
      if (outcome?.kind === 'unreadable') unknown.set(id, 'bad_answer');
    }
  }
  return unknown;
}

/** Records that could not be parsed on their own: Raise's, with what refers to them, and CRM+'s that name nobody. */
function judgeUnreadable(
  context: ClassifyContext,
  request: AuditRequest,
  only: Wanted | null,
): void {
  const isWanted = ({ recordType, raiseId, crmId }: LoneUnreadable): boolean =>
    only === null ||
    (raiseId !== null && only.raise[recordType].has(raiseId)) ||
    (crmId !== null && only.crm[recordType].has(crmId));
  for (const row of context.unreadable()) {
    if (!request.records.includes(row.recordType) || !isWanted(row)) continue;
    if (row.day !== null && !isInPeriod(row.day, request)) continue;
    context.judge(() => {
      const verdict: Verdict = {
        state: 'unreadable',
        cause: 'not_parseable',
        evidence: `${row.product === 'raise' ? 'Raise' : 'CRM+'} record ${row.id ?? 'of unknown id'} could not be parsed: ${row.why}.`,
        crmId: row.crmId,
      };
      return {
        subject: bareSubject({
          recordType: row.recordType,
          raiseId: row.raiseId,
          crmId: row.crmId,
          day: row.day,
        }),
        verdict,
        differences: row.differences
          .filter((d) => isInPeriod(d.day, request))
          .map((d) => ({ ...d, raiseId: null, campaign: 0 })),
      };
    });
  }
}

function formsOf(
  sources: CaseSources,
  type: RecordType,
  reported: ReportedForms,
): { inUse: readonly number[]; legacy: readonly number[] } {
  return { inUse: sources.records.formsInUse(type), legacy: reported.legacy[type] };
}

const TYPE_ORDER: readonly RecordType[] = ['donor', 'gift', 'recurring_gift'];

/** By state, type, Raise id, CRM+ id. */
function inOrder(a: NewFinding, b: NewFinding): number {
  return (
    STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
    TYPE_ORDER.indexOf(a.recordType) - TYPE_ORDER.indexOf(b.recordType) ||
    byId(a.raiseId, b.raiseId) ||
    byId(a.crmId, b.crmId)
  );
}

function byId(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a.length - b.length || (a < b ? -1 : 1);
}
