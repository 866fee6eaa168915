import type { Check, Listing, Rules } from '../checks/case.ts';
import { CHECKS } from '../checks/check-list.ts';
import type { FailureKind } from '../model/failure.ts';
import type { LinkForm } from '../model/links.ts';
import { RECORD_TYPES, type RecordType } from '../model/record-type.ts';
import { isInUse, isSure } from '../model/report.ts';
import { CRM_STREAM, RAISE_STREAM, type StreamName } from '../model/streams.ts';
import type { CaptureFile } from '../staging/capture-file.ts';
import { CapturedRecords } from '../staging/captured-records.ts';
import type { ReadKind } from '../staging/direct-reads.ts';
import type { LedgerScope } from '../staging/ledger.ts';
import { findForms, highestReference } from '../staging/link-forms.ts';
import { countListed } from '../staging/stream-counts.ts';
import { failureOf } from './capture.ts';
import { BY_ID } from './stream-pages.ts';
import { sampledDays } from './capture-plan.ts';
import { classifyAll, type Classified, type ClassifyInput } from './classify.ts';
import { judgeForms, standAsBefore, withKnown, type JudgedForm } from './conventions.ts';
import { DirectReads, STREAM_OF } from './direct-reads.ts';
import { donorYearsOf } from './donor-years.ts';
import { isNarrow, periodOf, type AuditRequest } from '../model/request.ts';
import type { DonorYearEffect, SyncLag } from '../model/run-analysis.ts';
import type { Steps } from '../model/steps.ts';
import { syncLagOf } from './sync-lag.ts';
import { tieOutAll, type TiedOut } from './tie-out.ts';

/** What evaluating a capture needs beside the capture itself. */
export interface EvaluateOptions {
  readonly request: AuditRequest;
  readonly asOfMs: number;
  readonly timeZone: string;
  readonly country: string;
  /** Default: all of them. */
  readonly checks?: readonly Check[];
}

export interface Evaluation {
  readonly classified: Classified;
  readonly forms: readonly JudgedForm[];
  readonly records: CapturedRecords;
  /** Null where a choice of records was judged: they don't add up to anything. */
  readonly tieOut: (() => Steps<TiedOut>) | null;
  /** How long syncing took; null where a choice of records was judged, which says nothing about the rest. */
  readonly lag: (() => Steps<readonly SyncLag[]>) | null;
  /** What the differences mean for donors' years; null where gifts or contacts were not read, or only a choice of them. */
  readonly donorYears: (() => Steps<DonorYearEffect>) | null;
}

/** Judges a capture file by the rules: learned conventions first, then every record. Touches no network. */
export function* evaluate(capture: CaptureFile, options: EvaluateOptions): Steps<Evaluation> {
  const { request } = options;
  const forms = RECORD_TYPES.flatMap((type) => judgedForms(capture, type, options));
  const inUse = byType((type) =>
    forms.filter((form) => form.recordType === type && isInUse(form)).map((form) => form.formId),
  );
  const sure = byType((type) =>
    forms
      .filter((form) => form.recordType === type && isSure(form.standing))
      .map((form) => form.formId),
  );
  const legacy = byType((type) =>
    forms
      .filter((form) => form.recordType === type && form.standing === 'legacy')
      .map((form) => form.formId),
  );
  const rules: Rules = {
    asOfMs: options.asOfMs,
    lagMs: request.lagHours * 3_600_000,
    tolerances: { dateDays: request.dateToleranceDays, amountMinor: request.amountToleranceMinor },
    includeTestMode: request.includeTestMode,
    country: options.country,
  };
  const input: ClassifyInput = {
    capture,
    request,
    timeZone: options.timeZone,
    checks: options.checks ?? CHECKS,
    sources: {
      records: new CapturedRecords(capture.db, inUse),
      reads: new DirectReads(capture.db, (kind) => blockedBy(capture, kind)),
      rules,
      forms: byType((type) => lookUpForms(type, forms, request)),
      campaigns: campaignsOf(capture),
      listing: {
        crm: byType((type) => listingOf(capture, CRM_STREAM[type])),
        raise: byType((type) => listingOf(capture, RAISE_STREAM[type])),
      },
    },
    matchRules: {
      giftForms: inUse.gift,
      dateToleranceDays: request.dateToleranceDays,
      amountToleranceMinor: request.amountToleranceMinor,
    },
    reported: { sure, legacy },
  };
  const scope = (type: RecordType): LedgerScope => ({
    days: periodOf(request),
    formsInUse: inUse[type],
    formsReported: [...sure[type], ...legacy[type]],
  });
  const { records } = request;
  const isPart = isNarrow(request);
  return {
    classified: yield* classifyAll(input),
    forms,
    records: input.sources.records,
    tieOut: isPart ? null : () => tieOutAll(capture.db, records, scope),
    lag: isPart ? null : () => syncLagOf(capture, options, (type) => inUse[type]),
    donorYears:
      isPart || !records.includes('gift') || !records.includes('donor')
        ? null
        : () => donorYearsOf(capture.db, input.sources, periodOf(request)),
  };
}

/** A transaction id that is known to be in CRM+, to control batch look-ups with. */
export function controlReferences(
  capture: CaptureFile,
  forms: readonly JudgedForm[],
): { gift: string | null; recurring_gift: string | null } {
  const control = (type: 'gift' | 'recurring_gift'): string | null => {
    for (const form of forms.filter((f) => f.recordType === type && isInUse(f))) {
      const ref = highestReference(capture.db, type, form.formId);
      if (ref !== null) return form.prefix + String(ref);
    }
    return null;
  };
  return { gift: control('gift'), recurring_gift: control('recurring_gift') };
}

function judgedForms(
  capture: CaptureFile,
  type: RecordType,
  options: EvaluateOptions,
): readonly JudgedForm[] {
  const { request } = options;
  if (request.recheck !== null)
    return standAsBefore(type, findForms(capture.db, type, null), request.recheck.conventions);
  const isNamed = request.linkSources.length + request.linkPrefixes.length > 0;
  const learned = isNamed ? null : capture.fact(`learned ${type}`);
  if (learned !== null) return JSON.parse(learned) as JudgedForm[];
  const found = findForms(capture.db, type, sampledDays(request));
  const all = byType((t) => (t === type ? found.map((form) => form.id) : []));
  const named = { sources: request.linkSources, prefixes: request.linkPrefixes };
  const records = new CapturedRecords(capture.db, all);
  const own = judgeForms(type, found, named, records, options.country);
  const judged = isNamed ? own : withKnown(type, own, request.knownConventions);
  // Single records: what direct reads bring later names Raise records that nobody asked for, and would spoil the sample.
  const isList = capture.snapshot(CRM_STREAM[type])?.filter !== BY_ID;
  if (!isList && !isNamed) capture.setFact(`learned ${type}`, JSON.stringify(judged));
  return judged;
}

/** The forms by which a record is looked up: those in use; without any, those the user named. */
function lookUpForms(
  type: RecordType,
  forms: readonly JudgedForm[],
  request: AuditRequest,
): LinkForm[] {
  const known = forms.filter((form) => form.recordType === type && isInUse(form));
  if (known.length > 0) return known.map(({ source, prefix }) => ({ source, prefix }));
  const prefixes = request.linkPrefixes.length > 0 ? request.linkPrefixes : [''];
  return request.linkSources.flatMap((source) => prefixes.map((prefix) => ({ source, prefix })));
}

/** Every campaign was read and understood: only then is an unknown one no obstacle. */
function campaignsOf(capture: CaptureFile): { isComplete: boolean; failure: FailureKind | null } {
  const failure = failureOf(capture, 'raise.campaigns');
  return {
    isComplete: failure === null && countListed(capture.db, 'raise.campaigns').unreadable === 0,
    failure,
  };
}

function listingOf(capture: CaptureFile, stream: StreamName): Listing {
  const failure = failureOf(capture, stream);
  const filter = capture.snapshot(stream)?.filter ?? null;
  return {
    isComplete: failure === null,
    isList: filter !== BY_ID,
    isWhole: filter === null,
    failure,
  };
}

/** Where a whole list was refused, its single records are not asked for either. */
function blockedBy(capture: CaptureFile, kind: ReadKind): FailureKind | null {
  const failure = failureOf(capture, STREAM_OF[kind]);
  return failure === 'incomplete_listing' ? null : failure;
}

function byType<T>(of: (type: RecordType) => T): Record<RecordType, T> {
  return { donor: of('donor'), gift: of('gift'), recurring_gift: of('recurring_gift') };
}
